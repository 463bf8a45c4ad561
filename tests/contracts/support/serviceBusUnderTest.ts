import { randomUUID } from 'node:crypto';
import { ServiceBusClient } from '@azure/service-bus';
import { onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock.js';
import { silentLog } from '../../../local/log.js';
import { parseEntities } from '../../../local/service-bus/entities.js';
import { type EntityReport, startServiceBus } from '../../../local/service-bus/serviceBus.js';
import { MemoryStore } from '../../../local/storage/memoryStore.js';
import type { Store } from '../../../local/storage/store.js';
import { contractEntities } from './contractEntities.js';

/** Set to test a real namespace (or the official emulator) that has the entities of contractEntities.ts. */
const external = process.env.SERVICEBUS_CONNECTION;

/** Whether the tests may move time, restart the broker and look inside. */
export const isStandIn = external === undefined;

if (!isStandIn) {
  process.stdout.write(
    'Against a namespace: tests that move time or restart the broker are skipped; only the stand-in allows it.\n',
  );
}

export interface ServiceBusUnderTest {
  readonly client: ServiceBusClient;
  readonly connectionString: string;
  readonly clock: Clock;
  /** How an entity of the stand-in stands. */
  report(path: string): EntityReport;
  busy(): boolean;
  /** Closes the client, which would wait in vain for an answer later, and stops the stand-in. */
  stop(): Promise<void>;
}

/** A stand-in with the entities of the tests, for `startServiceBus`. */
export function brokerOptions(store: Store = new MemoryStore()) {
  return { entities: parseEntities(contractEntities), store, clock: new Clock(), log: silentLog };
}

/** A broker of this test's own, or the one that SERVICEBUS_CONNECTION names, and a client of it. */
export async function serviceBusUnderTest(store: Store = new MemoryStore()): Promise<ServiceBusUnderTest> {
  const options = brokerOptions(store);
  const server = isStandIn ? await startServiceBus({ ...options, port: 0 }) : undefined;
  const connectionString = external ?? server?.connectionString ?? '';
  // Failing tests must not wait for the default retries, 30 seconds apart.
  const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 10_000 } });
  const stop = async (): Promise<void> => {
    await client.close();
    await server?.stop();
  };
  onTestFinished(stop);
  return {
    client,
    connectionString,
    clock: options.clock,
    report(path) {
      const found = server?.entities().find((entity) => entity.path === path);
      if (!found) throw new Error(`No report on ${path}`);
      return found;
    },
    busy: () => server?.busy() ?? false,
    stop,
  };
}

/** A name that no other run has used, for message and session ids. */
export const unique = (name: string): string => `${name}-${randomUUID()}`;
