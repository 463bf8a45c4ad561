import { randomUUID } from 'node:crypto';
import { type Container, type ContainerRequest, CosmosClient, type Database } from '@azure/cosmos';
import { onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock.js';
import { type CosmosServer, startCosmos } from '../../../local/cosmos/cosmos.js';
import type { Log } from '../../../local/log.js';
import { MemoryStore } from '../../../local/storage/memoryStore.js';
import type { Store } from '../../../local/storage/store.js';

/** A real account to run the suites against, in a database that is thrown away. */
const CONNECTION = process.env.COSMOS_CONNECTION;

/** False against a real account, where a test can move no clock, stop no server and set no budget. */
export const isStandIn = CONNECTION === undefined;
if (!isStandIn)
  console.warn('COSMOS_CONNECTION is set: tests that need the stand-in (clock, restart, budget) are skipped.');

export interface CosmosUnderTest {
  readonly connectionString: string;
  readonly client: CosmosClient;
  readonly database: Database;
  /** A container of its own; the partition key is `/customerId` unless `definition` says otherwise. */
  container(definition?: Partial<ContainerRequest>): Promise<Container>;
}

/** The account under test, with a database for this test alone. */
export async function cosmosUnderTest(): Promise<CosmosUnderTest> {
  if (CONNECTION === undefined) return await standIn();
  const account = await connect(CONNECTION);
  onTestFinished(async () => void (await account.database.delete()));
  return account;
}

export interface StandIn extends CosmosUnderTest {
  readonly server: CosmosServer;
  readonly store: Store;
  readonly clock: Clock;
  /** What the stand-in logged. */
  readonly logged: readonly string[];
}

export interface StandInOptions {
  readonly store?: Store;
  readonly port?: number;
  readonly requestUnitBudget?: number;
}

/** The stand-in itself, for what only it can do. */
export async function standIn({
  store = new MemoryStore(),
  port = 0,
  requestUnitBudget,
}: StandInOptions = {}): Promise<StandIn> {
  const clock = new Clock();
  const logged: string[] = [];
  const log: Log = { write: (_level, _source, text) => void logged.push(text) };
  const budget = requestUnitBudget === undefined ? {} : { requestUnitBudget };
  const server = await startCosmos({ port, store, clock, log, ...budget });
  onTestFinished(() => server.stop());
  return { ...(await connect(server.connectionString)), server, store, clock, logged };
}

async function connect(connectionString: string): Promise<CosmosUnderTest> {
  const client = new CosmosClient(connectionString);
  onTestFinished(() => client.dispose());
  const { database } = await client.databases.create({ id: `test-${randomUUID()}` });
  return {
    connectionString,
    client,
    database,
    async container(definition = {}) {
      const request = { id: randomUUID(), partitionKey: { paths: ['/customerId'] }, ...definition };
      return (await database.containers.create(request)).container;
    },
  };
}
