import type { Clock } from '../clock.js';
import { closeNow, listenOn } from '../listen.js';
import type { Log } from '../log.js';
import type { Store } from '../storage/store.js';
import { Meters } from './charges/meters.js';
import { authorizeWith } from './http/authorization.js';
import { createCosmosHttpServer } from './http/server.js';
import { Account } from './model/account.js';

export interface CosmosOptions {
  /** 0: a free one. */
  readonly port: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Request units a second for each container; absent: no limit. */
  readonly requestUnitBudget?: number;
}

/** A container as a developer wants to see it. */
export interface ContainerReport {
  readonly database: string;
  readonly container: string;
  readonly partitionKey: string;
  readonly items: number;
  /** The latest write. */
  readonly lsn: number;
  /** Spent since the start. */
  readonly requestUnits: number;
}

export interface CosmosServer {
  readonly port: number;
  readonly endpoint: string;
  readonly key: string;
  readonly connectionString: string;
  containers(): readonly ContainerReport[];
  /** Lets go of the port and of every connection; the store stays open. */
  stop(): Promise<void>;
}

/** Not a secret: whoever reaches the loopback interface may use the local account. */
const KEY = Buffer.from('The account key of the local Cosmos DB, known to everyone.').toString('base64');

/** Starts the local Cosmos DB. Rejects with what `listen` says, so EADDRINUSE where the port is taken. */
export async function startCosmos({
  port,
  store,
  clock,
  log,
  requestUnitBudget,
}: CosmosOptions): Promise<CosmosServer> {
  const account = new Account(store, clock);
  const meters = new Meters(clock, requestUnitBudget);
  const server = createCosmosHttpServer({ account, meters, authorize: authorizeWith(KEY), log });
  const listening = await listenOn(server, port).catch(async (error: unknown) => {
    await account.close();
    throw error;
  });
  const endpoint = `http://127.0.0.1:${listening}/`;

  return {
    port: listening,
    endpoint,
    key: KEY,
    connectionString: `AccountEndpoint=${endpoint};AccountKey=${KEY};`,
    containers: () => report(account, meters),
    async stop() {
      await closeNow(server);
      await account.close();
    },
  };
}

function report(account: Account, meters: Meters): ContainerReport[] {
  return [...account.databases].flatMap(([database, { containers }]) =>
    [...containers].map(([id, container]) => ({
      database,
      container: id,
      partitionKey: container.definition.partitionKey.paths[0] ?? '',
      items: container.size,
      lsn: container.position.lsn,
      requestUnits: meters.spentBy(container),
    })),
  );
}
