import { CosmosClient, type Database } from '@azure/cosmos';
import { ServiceBusClient } from '@azure/service-bus';
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

/** The app's Service Bus namespace, reached by connection string or with the app's identity. */
export function openServiceBus(config: Config['serviceBus']): ServiceBusClient {
  return 'connectionString' in config
    ? new ServiceBusClient(config.connectionString)
    : new ServiceBusClient(config.namespace, appIdentity());
}
