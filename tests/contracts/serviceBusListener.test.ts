import { describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../../local/service-bus/listener.js';
import { until } from '../support/until.js';
import { listenTo } from './support/listenTo.js';
import { isStandIn, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

/** A promise and its resolve. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

// The listener shows no token, so it serves the stand-in only.
describe.runIf(isStandIn)('the listener', () => {
  it('hands each message of a queue to the handler and completes it', async () => {
    const bus = await serviceBusUnderTest();
    const seen: ReceivedMessage[] = [];
    listenTo(bus, { path: 'plain', sessions: false, handle: async (message) => void seen.push(message) });
    await bus.client.createSender('plain').sendMessages([1, 2, 3].map((n) => ({ body: { n }, messageId: `m-${n}` })));
    await until('three messages are handled', () => seen.length === 3 && !bus.busy());
    expect(seen.map(({ messageId }) => messageId).sort()).toEqual(['m-1', 'm-2', 'm-3']);
  });

  it('tells the handler all that the sender and the broker said', async () => {
    const bus = await serviceBusUnderTest();
    const seen: ReceivedMessage[] = [];
    const path = 'events/Subscriptions/cancelled';
    listenTo(bus, { path, sessions: false, handle: async (message) => void seen.push(message) });
    await bus.client.createSender('events').sendMessages({
      body: { orderId: 'o-1' },
      messageId: 'm-1',
      subject: 'PaymentCancelled',
      contentType: 'application/json',
      correlationId: 'c-1',
      applicationProperties: { count: 5 },
    });
    const message = await until('the message', () => seen[0]);
    expect(Buffer.from(message.body).toString()).toBe('{"orderId":"o-1"}');
    expect(message).toMatchObject({
      messageId: 'm-1',
      subject: 'PaymentCancelled',
      contentType: 'application/json',
      correlationId: 'c-1',
      deliveryCount: 1,
      sequenceNumber: 1,
      applicationProperties: { count: 5 },
    });
    expect(message.expiresAt.getTime()).toBe(message.enqueuedAt.getTime() + 3_600_000);
  });

  it('takes sessions as they come and keeps the order within each', async () => {
    const bus = await serviceBusUnderTest();
    const seen: string[] = [];
    const handle = async ({ sessionId, body }: ReceivedMessage) => void seen.push(`${sessionId}${Buffer.from(body)}`);
    listenTo(bus, { path: 'sessions', sessions: true, handle });
    const names = ['a', 'b', 'c', 'd', 'e'];
    const messages = [1, 2, 3].flatMap((body) => names.map((sessionId) => ({ body, sessionId })));
    await bus.client.createSender('sessions').sendMessages(messages);
    await until('all messages', () => seen.length === messages.length);
    for (const name of names) {
      expect(seen.filter((text) => text.startsWith(name))).toEqual([1, 2, 3].map((n) => `${name}${n}`));
    }
  });

  it('handles one message of a session at a time, and as many sessions as allowed', async () => {
    const bus = await serviceBusUnderTest();
    const running: string[] = [];
    const release = gate();
    const handle = async ({ sessionId = '' }: ReceivedMessage) => {
      running.push(sessionId);
      await release.opened;
    };
    listenTo(bus, { path: 'sessions', sessions: true, maxConcurrent: 2, handle });
    const messages = ['a', 'b', 'c'].flatMap((sessionId) => [1, 2].map((body) => ({ body, sessionId })));
    await bus.client.createSender('sessions').sendMessages(messages);
    await until('two sessions are held', () => bus.report('sessions').locked === 2);
    expect(running).toEqual(['a', 'b']);
    release.open();
    await until('all is handled', () => !bus.busy());
    expect(running).toHaveLength(6);
  });

  it('abandons what the handler fails at, so that it ends among the dead letters', async () => {
    const bus = await serviceBusUnderTest();
    const counts: number[] = [];
    const handle = async ({ deliveryCount }: ReceivedMessage) => {
      counts.push(deliveryCount);
      throw new Error('poison');
    };
    listenTo(bus, { path: 'sessions', sessions: true, handle });
    await bus.client.createSender('sessions').sendMessages({ body: 1, sessionId: 's' });
    await until('the message is dead', () => bus.report('sessions').deadLettered === 1);
    expect(counts).toEqual([1, 2, 3]);
  });

  it('receives dead letters', async () => {
    const bus = await serviceBusUnderTest();
    const seen: ReceivedMessage[] = [];
    listenTo(bus, { path: 'plain', sessions: false, handle: () => Promise.reject(new Error('poison')) });
    const path = 'plain/$DeadLetterQueue';
    listenTo(bus, { path, sessions: false, handle: async (message) => void seen.push(message) });
    await bus.client.createSender('plain').sendMessages({ body: 1 });
    const dead = await until('the dead letter', () => seen[0]);
    expect(dead).toMatchObject({
      deadLetterSource: 'plain',
      applicationProperties: { DeadLetterReason: 'MaxDeliveryCountExceeded' },
    });
  });

  it.each([
    ['a message', 'plain', false],
    ['a session', 'sessions', true],
  ])('renews the lock of %s while the handler runs', async (_, path, sessions) => {
    const bus = await serviceBusUnderTest();
    const done = gate();
    let calls = 0;
    const handle = () => {
      calls += 1;
      return done.opened;
    };
    listenTo(bus, { path, sessions, handle });
    await bus.client.createSender(path).sendMessages({ body: 1, ...(sessions && { sessionId: 's' }) });
    await until('the handler runs', () => calls === 1);
    const twoLocks = bus.clock.now() + 120_000;
    await until('twice the lock duration has passed, in steps that leave time to renew', () => {
      bus.clock.advance(5_000);
      return bus.clock.now() > twoLocks;
    });
    expect(bus.report(path).locked).toBe(1);
    done.open();
    await until('the message is completed', () => !bus.busy());
    expect(calls).toBe(1);
  });

  it('leaves messages locked where it is not to complete them', async () => {
    const bus = await serviceBusUnderTest();
    let calls = 0;
    const handle = async () => {
      calls += 1;
    };
    listenTo(bus, { path: 'plain', sessions: false, autoComplete: false, handle });
    await bus.client.createSender('plain').sendMessages([{ body: 1 }, { body: 2 }]);
    await until('both are handled', () => calls === 2);
    expect(bus.report('plain').locked).toBe(2);
  });

  it.each([
    ['plain', false],
    ['sessions', true],
  ])('stops when what is in hand on %s is settled, and takes nothing more', async (path, sessions) => {
    const bus = await serviceBusUnderTest();
    const done = gate();
    let calls = 0;
    const handle = () => {
      calls += 1;
      return done.opened;
    };
    const listener = listenTo(bus, { path, sessions, maxConcurrent: 1, handle });
    const sender = bus.client.createSender(path);
    await sender.sendMessages([1, 2].map((body) => ({ body, ...(sessions && { sessionId: `s-${body}` }) })));
    await until('the first is in hand', () => calls === 1);
    const stopped = listener.stop();
    done.open();
    await stopped;
    expect(bus.report(path)).toMatchObject({ active: 1, locked: 0 });
    expect(calls).toBe(1);
  });
});
