import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { Store } from '../storage/store.js';
import { LinkRouter } from './amqp/linkRouter.js';
import { OpenLinks } from './amqp/openLinks.js';
import { startAmqpServer } from './amqp/server.js';
import { type EntitiesConfig, emulatorObjections, withTimeToLive } from './entities.js';
import { openNamespace } from './namespace.js';
import { type EntityReport, isBusy, reportOn } from './report.js';

export type { EntityReport } from './report.js';

export interface ServiceBusOptions {
  readonly entities: EntitiesConfig;
  /** How long messages live, in place of what the entities say: at most an hour, where the official emulator is to read them. */
  readonly timeToLiveMs?: number;
  /** 0: a free one. */
  readonly port: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ServiceBusServer {
  readonly port: number;
  /** For `@azure/service-bus` and for `listen`. */
  readonly connectionString: string;
  /** Every queue, topic and subscription as it stands. */
  entities(): readonly EntityReport[];
  /** Whether a message waits for a receiver, is locked, or is due. Deferred ones and dead letters do not count. */
  busy(): boolean;
  /** Cuts all connections; the store has everything that was accepted. */
  stop(): Promise<void>;
}

/** Starts a Service Bus namespace on this machine. @throws the socket's error, e.g. EADDRINUSE */
export async function startServiceBus(options: ServiceBusOptions): Promise<ServiceBusServer> {
  const { entities: config, timeToLiveMs, port: wantedPort, log } = options;
  for (const objection of emulatorObjections(config)) log.write('warn', 'service-bus', objection);
  const lasting = timeToLiveMs === undefined ? config : withTimeToLive(config, timeToLiveMs);
  const entities = openNamespace(lasting, options);
  const links = new OpenLinks();
  const { port, stop } = await startAmqpServer(wantedPort, new LinkRouter(entities, links, options), links, log);
  return {
    port,
    // The key is never looked at, but clients insist on one.
    connectionString: `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true;`,
    entities: () => [...entities.values()].flatMap(reportOn),
    busy: () => [...entities.values()].some(isBusy),
    stop,
  };
}
