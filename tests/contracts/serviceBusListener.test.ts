import { describe, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../local/log.js';
import { type ListenerOptions, listen, type ReceivedMessage } from '../../local/service-bus/listener.js';
import { until } from '../support/until.js';
import { type ServiceBusUnderTest, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

function listenTo(
  { connectionString, clock }: ServiceBusUnderTest,
  options: Pick<ListenerOptions, 'path' | 'sessions' | 'handle'> & Partial<ListenerOptions>,
) {
  const listener = listen({ connectionString, clock, log: silentLog, maxConcurrent: 4, ...options });
  onTestFinished(() => listener.stop());
  return listener;
}

describe('the listener', () => {
  it('hands each message of a queue to the handler and completes it', async () => {
    const bus = await serviceBusUnderTest();
    const seen: ReceivedMessage[] = [];
    listenTo(bus, {
      path: 'plain',
      sessions: false,
      handle: async (message) => {
        seen.push(message);
      },
    });
    await bus.client.createSender('plain').sendMessages([1, 2, 3].map((n) => ({ body: { n }, messageId: `m-${n}` })));
    await until('three messages', () => seen.length === 3);
    await until('nothing left', () => !bus.busy());
    expect(seen.map(({ messageId }) => messageId).sort()).toEqual(['m-1', 'm-2', 'm-3']);
    expect(seen[0]).toMatchObject({ deliveryCount: 1 });
  });

  it('takes sessions as they come and keeps the order within each', async () => {
    const bus = await serviceBusUnderTest();
    const seen: string[] = [];
    listenTo(bus, {
      path: 'sessions',
      sessions: true,
      handle: async ({ sessionId, body }) => {
        seen.push(`${sessionId}${Buffer.from(body)}`);
      },
    });
    const messages = [1, 2, 3].flatMap((n) => ['a', 'b', 'c', 'd', 'e'].map((sessionId) => ({ body: n, sessionId })));
    await bus.client.createSender('sessions').sendMessages(messages);
    await until('all messages', () => seen.length === messages.length);
    for (const session of ['a', 'b', 'c', 'd', 'e']) {
      expect(seen.filter((text) => text.startsWith(session))).toEqual([1, 2, 3].map((n) => `${session}${n}`));
    }
  });
});
