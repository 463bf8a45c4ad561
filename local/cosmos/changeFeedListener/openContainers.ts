import type { Container, CosmosClient } from '@azure/cosmos';
import { NotSimulatedError } from '../../notSimulated.js';
import type { ChangeFeedListenerOptions } from '../changeFeedListener.js';
import { hasCode } from './hasCode.js';

const LEASE_CONTAINER = { partitionKey: '/id', defaultTtl: -1 } as const;

/** The container to listen to, and the prefix of its leases: `<prefix><host>_<database rid>_<container rid>`. */
export async function openMonitored(client: CosmosClient, options: ChangeFeedListenerOptions) {
  const database = client.database(options.database);
  const container = database.container(options.container);
  const { resource: databaseResource } = await database.read();
  const { resource } = await container.read();
  if (!databaseResource || !resource)
    throw new Error(`There is no container ${options.database}/${options.container}.`);
  const { hostname } = new URL(await client.getWriteEndpoint());
  const { resources: ranges } = await container.readPartitionKeyRanges().fetchAll();
  return {
    container,
    containerRid: resource._rid,
    ranges,
    feedRanges: await container.getFeedRanges(),
    leasePrefix: `${options.leasePrefix}${hostname}_${databaseResource._rid}_${resource._rid}`,
  };
}

/** Where the leases are kept. Rejects where the container is missing and must not be created. */
export async function openLeases(client: CosmosClient, options: ChangeFeedListenerOptions): Promise<Container> {
  const { leaseDatabase, leaseContainer } = options;
  if (options.createLeaseContainer) await createLeases(client, options);
  const container = client.database(leaseDatabase).container(leaseContainer);
  const { resource } = await container.read().catch((error: unknown) => {
    throw new Error(`The lease container ${leaseDatabase}/${leaseContainer} cannot be read.`, { cause: error });
  });
  if (resource?.partitionKey?.paths[0] !== LEASE_CONTAINER.partitionKey) {
    throw new NotSimulatedError(`a lease container with another partition key than ${LEASE_CONTAINER.partitionKey}`);
  }
  return container;
}

async function createLeases(client: CosmosClient, { leaseDatabase, leaseContainer }: ChangeFeedListenerOptions) {
  await unlessThere(client.databases.createIfNotExists({ id: leaseDatabase }));
  const { containers } = client.database(leaseDatabase);
  await unlessThere(containers.createIfNotExists({ id: leaseContainer, ...LEASE_CONTAINER }));
}

/** Another listener may be creating the same at this moment. */
async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!hasCode(error, 409)) throw error;
  }
}
