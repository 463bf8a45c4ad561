import { parentPort, workerData } from 'node:worker_threads';
import { type Container, CosmosClient } from '@azure/cosmos';

/** What the bench tells its client. */
export interface CosmosLoad {
  readonly connectionString: string;
  readonly database: string;
  readonly container: string;
  readonly seconds: number;
  readonly inFlight: readonly number[];
}

/** Operations per second, by how many were in flight. */
export interface CosmosRates {
  readonly inFlight: number;
  readonly reads: number;
  readonly upserts: number;
}

export interface CosmosFigures {
  readonly rates: readonly CosmosRates[];
  /** The share of the time for which the SDK had something to do. Near 1, it is what limits. */
  readonly busy: number;
}

/** Distinct items, and about 1 KB in each. */
const ITEMS = 500;
const KEYS = 50;
const TEXT = 'x'.repeat(900);

const itemAt = (index: number) => ({ id: `o${index % ITEMS}`, customerId: `c${index % KEYS}`, text: TEXT });

async function rate(inFlight: number, seconds: number, operate: (index: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  const lanes = Array.from({ length: inFlight }, async () => {
    while (performance.now() < end) await operate(done++);
  });
  await Promise.all(lanes);
  return done / ((performance.now() - start) / 1000);
}

async function measure(container: Container, inFlight: number, seconds: number): Promise<CosmosRates> {
  const upserts = await rate(inFlight, seconds, (index) => container.items.upsert(itemAt(index)));
  const reads = await rate(inFlight, seconds, (index) => {
    const { id, customerId } = itemAt(index);
    return container.item(id, customerId).read();
  });
  return { inFlight, reads, upserts };
}

const { connectionString, database, container: id, seconds, inFlight } = workerData as CosmosLoad;
const client = new CosmosClient(connectionString);
const container = client.database(database).container(id);
for (let index = 0; index < ITEMS; index++) await container.items.upsert(itemAt(index));
// What comes first meets code that is not compiled yet.
await measure(container, 16, seconds);
const rates: CosmosRates[] = [];
for (const lanes of inFlight) rates.push(await measure(container, lanes, seconds));
client.dispose();
const figures: CosmosFigures = { rates, busy: performance.eventLoopUtilization().utilization };
parentPort?.postMessage(figures);
