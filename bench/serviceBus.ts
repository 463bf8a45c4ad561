import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { Clock } from '../local/clock.js';
import { silentLog } from '../local/log.js';
import { parseEntities } from '../local/service-bus/entities.js';
import { listen } from '../local/service-bus/listener.js';
import { type ServiceBusServer, startServiceBus } from '../local/service-bus/serviceBus.js';
import { LmdbStore } from '../local/storage/lmdbStore.js';
import { MemoryStore } from '../local/storage/memoryStore.js';
import type { Row } from './row.js';

const BODY = 'x'.repeat(256);

const entities = parseEntities({
  UserConfig: {
    Namespaces: [
      {
        Name: 'sbemulatorns',
        Queues: [{ Name: 'plain' }, { Name: 'sessions', Properties: { RequiresSession: true } }],
      },
    ],
    Logging: { Type: 'File' },
  },
});

interface Bench {
  readonly server: ServiceBusServer;
  readonly client: ServiceBusClient;
  readonly clock: Clock;
}

/** Service Bus by the vendor's client (client, broker and listener in this process), in memory and on disk. */
export async function benchServiceBus(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hearty-breakfast-bench-'));
  try {
    const inMemory = await measure('ephemeral', new MemoryStore());
    const onDisk = await measure('durable', new LmdbStore(folder));
    return [...inMemory, ...onDisk];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(kind: string, store: MemoryStore | LmdbStore): Promise<Row[]> {
  const clock = new Clock();
  const server = await startServiceBus({ entities, port: 0, store, clock, log: silentLog });
  const client = new ServiceBusClient(server.connectionString);
  const bench = { server, client, clock };
  const rows: Row[] = [];
  const row = async (name: string, count: number, work: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await work();
    const seconds = (performance.now() - start) / 1000;
    rows.push({ name: `Service Bus, ${name}, ${kind}`, value: Math.round(count / seconds), unit: '/s' });
  };
  await row('sends, 1 in flight', 1_000, () => sendInFlight(bench, 'plain', 1_000, 1));
  await row('sends, 100 in flight', 10_000, () => sendInFlight(bench, 'plain', 10_000, 100));
  await row('sends in batches of 200', 20_000, () => sendBatches(bench, 100, 200));
  await row('receive (200 at a time) and complete', 20_000, () => receiveAndComplete(bench, 20_000));
  await sendSessions(bench, 5_000);
  await row('sessions of one message through the listener', 5_000, () => listenToSessions(bench, 5_000));
  await client.close();
  await server.stop();
  await store.close();
  return rows;
}

async function sendInFlight({ client }: Bench, queue: string, count: number, inFlight: number): Promise<void> {
  const sender = client.createSender(queue);
  let left = count;
  const sendSome = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await sender.sendMessages({ body: BODY });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sendSome));
}

async function sendBatches({ client }: Bench, batches: number, size: number): Promise<void> {
  const sender = client.createSender('plain');
  const batch: ServiceBusMessage[] = Array.from({ length: size }, () => ({ body: BODY }));
  for (let sent = 0; sent < batches; sent += 1) await sender.sendMessages(batch);
}

async function receiveAndComplete({ client }: Bench, count: number): Promise<void> {
  const receiver = client.createReceiver('plain');
  for (let received = 0; received < count; ) {
    const messages = await receiver.receiveMessages(Math.min(200, count - received), { maxWaitTimeInMs: 1_000 });
    await Promise.all(messages.map((message) => receiver.completeMessage(message)));
    received += messages.length;
  }
}

async function sendSessions({ client }: Bench, count: number): Promise<void> {
  const sender = client.createSender('sessions');
  for (let sent = 0; sent < count; sent += 100) {
    await sender.sendMessages(
      Array.from({ length: 100 }, (_, n) => ({ body: BODY, sessionId: `session-${sent + n}` })),
    );
  }
}

async function listenToSessions({ server, clock }: Bench, count: number): Promise<void> {
  let handled = 0;
  const { connectionString } = server;
  await new Promise<void>((resolve) => {
    const listener = listen({
      connectionString,
      path: 'sessions',
      sessions: true,
      maxConcurrent: 16,
      clock,
      log: silentLog,
      handle: async () => {
        handled += 1;
        if (handled === count) void listener.stop().then(resolve);
      },
    });
  });
}
