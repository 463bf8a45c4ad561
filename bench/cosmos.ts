import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { Clock } from '../local/clock.js';
import { startCosmos } from '../local/cosmos/cosmos.js';
import { silentLog } from '../local/log.js';
import { LmdbStore } from '../local/storage/lmdbStore.js';
import { MemoryStore } from '../local/storage/memoryStore.js';
import type { Store } from '../local/storage/store.js';
import type { CosmosFigures, CosmosLoad } from './cosmosClient.js';
import type { Row } from './row.js';
import { runWorker } from './worker.js';

const SECONDS = 3;
const IN_FLIGHT = [1, 16, 64];

async function measure(name: string, store: Store): Promise<Row[]> {
  const server = await startCosmos({ port: 0, store, clock: new Clock(), log: silentLog });
  const client = new CosmosClient(server.connectionString);
  const { database } = await client.databases.create({ id: 'bench' });
  await database.containers.create({ id: 'orders', partitionKey: '/customerId' });
  client.dispose();
  const { connectionString } = server;
  const load: CosmosLoad = {
    connectionString,
    database: 'bench',
    container: 'orders',
    seconds: SECONDS,
    inFlight: IN_FLIGHT,
  };
  const before = performance.eventLoopUtilization();
  const { rates, busy } = await runWorker<CosmosFigures>('./cosmosClient.js', load);
  const standInBusy = performance.eventLoopUtilization(before).utilization;
  await server.stop();
  await store.close();
  return [
    ...rates.flatMap(({ inFlight, reads, upserts }) => [
      { name: `Cosmos DB, point reads of 1 KB, ${inFlight} in flight, ${name}`, value: reads, unit: '/s' },
      { name: `Cosmos DB, upserts of 1 KB, ${inFlight} in flight, ${name}`, value: upserts, unit: '/s' },
    ]),
    { name: `Cosmos DB, the stand-in is busy, ${name}`, value: standInBusy * 100, unit: '%' },
    { name: `Cosmos DB, the SDK is busy, ${name}`, value: busy * 100, unit: '%' },
  ];
}

/** Operations per second through the unmodified SDK. */
export async function benchCosmos(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-cosmos-'));
  try {
    return [...(await measure('ephemeral', new MemoryStore())), ...(await measure('durable', new LmdbStore(folder)))];
  } finally {
    await rm(folder, { recursive: true });
  }
}
