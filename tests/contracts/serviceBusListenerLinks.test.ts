import { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServiceBus } from '../../local/service-bus/serviceBus.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { until } from '../support/until.js';
import { listenTo } from './support/listenTo.js';
import { receiveOne } from './support/receiveOne.js';
import { recordedLog } from './support/recordedLog.js';
import { brokerOptions, isStandIn, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

// The listener shows no token, so it serves the stand-in only.
describe.runIf(isStandIn)('a listener whose links do not stay', () => {
  it('takes nothing where it is stopped before it has begun', async () => {
    const bus = await serviceBusUnderTest();
    let calls = 0;
    const handle = async (): Promise<void> => {
      calls += 1;
    };
    await listenTo(bus, { path: 'plain', sessions: false, handle }).stop();
    await bus.client.createSender('plain').sendMessages({ body: 1 });
    const receiver = bus.client.createReceiver('plain');
    await receiver.completeMessage(await receiveOne(receiver));
    expect(calls).toBe(0);
  });

  it('goes on after messages that came when it had just given their session back', async () => {
    const store = new MemoryStore();
    const bus = await serviceBusUnderTest(store);
    let calls = 0;
    const handle = async (): Promise<void> => {
      calls += 1;
    };
    const sessionIdleMs = 10_000;
    listenTo(bus, { path: 'sessions', sessions: true, maxConcurrent: 1, sessionIdleMs, handle });
    const sender = bus.client.createSender('sessions');
    await sender.sendMessages({ body: 1, sessionId: 's' });
    await until('the session is held', () => calls === 1);
    const write = store.write.bind(store);
    // What is written now is delivered in the turn in which the listener has waited long enough.
    store.write = async (changes) => {
      store.write = write;
      await write(changes);
      bus.clock.advance(sessionIdleMs);
    };
    await sender.sendMessages({ body: 2, sessionId: 's' });
    await until('it is handled all the same', () => calls === 2);
    // Whatever was left in the buffers would be in the way now.
    for (let sent = 0; sent < 2_100; sent += 700) {
      await sender.sendMessages(Array.from({ length: 700 }, (_, body) => ({ body, sessionId: 's' })));
    }
    await until('all are handled', () => calls === 2_102);
  });

  it('says once why its links are refused, however many they are', async () => {
    const bus = await serviceBusUnderTest();
    const log = recordedLog();
    const listener = listenTo(bus, { path: 'missing', sessions: false, handle: async () => {}, log });
    await until('the first is refused', () => log.lines.length > 0);
    await listener.stop();
    const reason = "The messaging entity 'missing' could not be found.";
    expect(log.at('warn')).toEqual([`missing: the broker closed the receiver: ${reason}`]);
  });

  it('connects again by itself when the broker comes back', async () => {
    const options = brokerOptions();
    const first = await startServiceBus({ ...options, port: 0 });
    const { port, connectionString } = first;
    const seen: unknown[] = [];
    listenTo(
      { connectionString, clock: options.clock },
      { path: 'plain', sessions: false, handle: async (m) => void seen.push(m) },
    );
    await first.stop();
    const second = await startServiceBus({ ...options, port });
    onTestFinished(() => second.stop());
    const client = new ServiceBusClient(connectionString);
    await client.createSender('plain').sendMessages({ body: 1 });
    await until('the message', () => seen.length === 1);
    await client.close();
  });
});
