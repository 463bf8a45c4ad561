import { readFile } from 'node:fs/promises';
import { CosmosClient } from '@azure/cosmos';
import * as z from 'zod';

const TYPE = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers';

const Path = z.object({ path: z.string() });
const Snapshot = z.object({
  predictedResources: z.array(z.object({ type: z.string(), name: z.string(), properties: z.unknown().optional() })),
});
const ContainerProperties = z.object({
  resource: z.object({
    id: z.string(),
    partitionKey: z.object({ paths: z.array(z.string()) }),
    indexingPolicy: z.object({ includedPaths: z.array(Path), excludedPaths: z.array(Path) }),
  }),
});

/** Gives the containers of a running stand-in the indexing policies that the deployment gives them: writes cost as there. */
export async function useDeployedIndexes(connectionString: string): Promise<void> {
  const text = await readFile('infra/main.snapshot.json', 'utf8');
  const { predictedResources } = Snapshot.parse(JSON.parse(text));
  const client = new CosmosClient(connectionString);
  for (const { name, properties } of predictedResources.filter(({ type }) => type === TYPE)) {
    const [, database = ''] = name.split('/');
    const { resource } = ContainerProperties.parse(properties);
    await client.database(database).container(resource.id).replace(resource);
  }
  client.dispose();
}
