import { CosmosClient } from '@azure/cosmos';
import { CONTAINERS, DATABASE } from '../functions/shared/entities.js';

/** Makes the app's database and containers where they are missing, as the deployment does on Azure. */
export async function createContainers(connectionString: string): Promise<void> {
  const client = new CosmosClient(connectionString);
  const { database } = await client.databases.createIfNotExists({ id: DATABASE });
  await Promise.all(
    Object.values(CONTAINERS).map(({ id, partitionKey }) =>
      database.containers.createIfNotExists({ id, partitionKey: { paths: [partitionKey] } }),
    ),
  );
  client.dispose();
}
