import { CosmosClient, type Database } from '@azure/cosmos';
import { RetryMode, ServiceBusClient, type ServiceBusClientOptions } from '@azure/service-bus';
import { appIdentity } from './appIdentity.js';
import type { Config } from './config.js';
import { DATABASE } from './entities.js';

/** The app's database, reached by connection string or with the app's identity. */
export function openDatabase(config: Config['cosmos']): Database {
  const client =
    'connectionString' in config
      ? new CosmosClient(config.connectionString)
      : new CosmosClient({ endpoint: config.endpoint, aadCredentials: appIdentity() });
  return client.database(DATABASE);
}

/**
 * A customer waits for what is sent. With the library's own 60 seconds for a try and 30 between two, a broker that was away
 * for a moment would keep the front door waiting for minutes.
 */
const SENDING: ServiceBusClientOptions = {
  retryOptions: {
    mode: RetryMode.Exponential,
    maxRetries: 3,
    retryDelayInMs: 500,
    maxRetryDelayInMs: 5_000,
    timeoutInMs: 10_000,
  },
};

/** The app's Service Bus namespace, reached by connection string or with the app's identity. */
export function openServiceBus(config: Config['serviceBus']): ServiceBusClient {
  return 'connectionString' in config
    ? new ServiceBusClient(config.connectionString, SENDING)
    : new ServiceBusClient(config.namespace, appIdentity(), SENDING);
}
