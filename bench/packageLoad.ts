import { loadApp } from '../local/host/app/loadApp.js';

/** Loads the app of a folder in this process and prints the milliseconds that it took. Nothing is connected to. */
Object.assign(process.env, {
  ServiceBusConnection:
    'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;',
  CosmosConnection: 'AccountEndpoint=http://127.0.0.1:1/;AccountKey=YQ==;',
  PAYMENT_PROVIDER_URL: 'http://127.0.0.1:1',
  PAYMENT_PROVIDER_SECRET_KEY: 'none',
});
const [, , folder = '.'] = process.argv;
const from = performance.now();
await loadApp(folder, () => {});
console.log(performance.now() - from);
process.exit(0);
