import { resolve } from 'node:path';
import type { BindingMetadata } from '../../local/host/app/functionsCore.js';
import { loadApp } from '../../local/host/app/loadApp.js';

/** Only enough for the app to register; nothing is connected to. */
const SETTINGS = {
  ServiceBusConnection:
    'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;',
  CosmosConnection: 'AccountEndpoint=http://127.0.0.1:1/;AccountKey=YQ==;',
  PAYMENT_PROVIDER_URL: 'http://127.0.0.1:1',
  PAYMENT_PROVIDER_SECRET_KEY: 'none',
};

export interface RegisteredFunction {
  readonly name: string;
  readonly trigger: BindingMetadata;
}

/** The functions of the app as it was built, with their triggers. */
export async function registeredFunctions(): Promise<RegisteredFunction[]> {
  Object.assign(process.env, SETTINGS);
  const app = await loadApp(resolve('.'), () => {});
  return [...app.registrations.values()].flatMap(({ metadata }) => {
    const trigger = Object.values(metadata.bindings).find(({ type }) => type.endsWith('Trigger'));
    return trigger ? [{ name: metadata.name, trigger }] : [];
  });
}
