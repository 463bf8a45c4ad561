import { ServiceBusError, type ServiceBusSender } from '@azure/service-bus';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { until } from '../support/until.js';
import { isEmpty, numberOf, receiveOne } from './support/receiveOne.js';
import { isStandIn, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

const MINUTE = 60_000;

describe('a queue', () => {
  it('hands a message over with everything that its sender wrote', async () => {
    const { client } = await serviceBusUnderTest();
    const enqueuedAfter = Date.now() - MINUTE;
    const sent = {
      body: { breakfast: '불고기 덮밥' },
      messageId: 'm-1',
      subject: 'PlaceOrder',
      contentType: 'application/json',
      correlationId: 'c-1',
      to: 'kitchen',
      replyTo: 'counter',
      replyToSessionId: 'r-1',
      partitionKey: 'p-1',
      timeToLive: MINUTE,
      applicationProperties: { count: 5, price: 0.5, express: true, note: 'hot' },
    };
    await client.createSender('plain').sendMessages(sent);
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver);
    expect(message).toMatchObject({ ...sent, deliveryCount: 0, state: 'active' });
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThan(enqueuedAfter);
    await receiver.completeMessage(message);
    expect(await isEmpty(receiver)).toBe(true);
  });

  it.each([
    ['bytes', Buffer.from([0, 1, 255]), undefined],
    ['an AMQP value', 'text', 'value' as const],
    ['an AMQP sequence', [1, 'two'], 'sequence' as const],
  ])('keeps a body of %s as it is', async (_, body, bodyType) => {
    const { client } = await serviceBusUnderTest();
    const message = { body, ...(bodyType && { bodyType }) };
    await client.createSender('plain').sendMessages(message);
    const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
    expect((await receiveOne(receiver)).body).toEqual(body);
  });

  it('gives a message an id where its sender gave none', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1 });
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver);
    expect(message.messageId).toMatch(/^[0-9a-f]{32}$/);
    await receiver.completeMessage(message);
  });

  it('takes a batch whole and in order', async () => {
    const { client } = await serviceBusUnderTest();
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    await client.createSender('plain').sendMessages(numbers.map((body) => ({ body })));
    const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
    const received = await receiver.receiveMessages(100, { maxWaitTimeInMs: 5_000 });
    expect(received.map(({ body }) => body)).toEqual(numbers);
  });

  it('hands a message to one receiver at a time', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1 });
    const holder = client.createReceiver('plain');
    const message = await receiveOne(holder);
    expect(await isEmpty(client.createReceiver('plain'))).toBe(true);
    await holder.completeMessage(message);
  });

  it('hands an abandoned message out again, counted, with the properties changed that the receiver named', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1, applicationProperties: { kept: 'yes', changed: 'no' } });
    const receiver = client.createReceiver('plain');
    await receiver.abandonMessage(await receiveOne(receiver), { changed: 'yes' });
    const again = await receiveOne(receiver);
    expect(again).toMatchObject({ deliveryCount: 1, applicationProperties: { kept: 'yes', changed: 'yes' } });
    await receiver.completeMessage(again);
  });

  it('lets a message be completed by another receiver after its own is closed', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1 });
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver);
    await receiver.close();
    const other = client.createReceiver('plain');
    await other.completeMessage(message);
    expect(await other.peekMessages(1)).toEqual([]);
  });

  it('shows messages without taking them', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    const receiver = client.createReceiver('plain');
    expect((await receiver.peekMessages(2)).map(({ body }) => body)).toEqual([1, 2]);
    expect((await receiver.peekMessages(2)).map(({ body }) => body)).toEqual([3]);
    expect(await receiver.peekMessages(2)).toEqual([]);
    const received = await receiver.receiveMessages(3, { maxWaitTimeInMs: 5_000 });
    expect(received.map(({ deliveryCount }) => deliveryCount)).toEqual([0, 0, 0]);
    for (const message of received) await receiver.completeMessage(message);
  });

  it('sets a message aside and hands it out by number only', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 'later' });
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver);
    const number = numberOf(message);
    await receiver.deferMessage(message);
    expect(await isEmpty(receiver)).toBe(true);
    const [deferred] = await receiver.receiveDeferredMessages(number);
    if (!deferred) throw new Error('No deferred message');
    expect(deferred).toMatchObject({ body: 'later', state: 'deferred' });
    await receiver.completeMessage(deferred);
    await expect(receiver.receiveDeferredMessages(number)).rejects.toMatchObject({ code: 'MessageNotFound' });
  });

  it('serves a stream of messages with as many handlers at a time as asked for', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages(Array.from({ length: 60 }, (_, body) => ({ body })));
    const seen = new Set<number>();
    let running = 0;
    let most = 0;
    const subscription = client.createReceiver('plain').subscribe(
      {
        processMessage: async ({ body }) => {
          running += 1;
          most = Math.max(most, running);
          await new Promise(setImmediate);
          seen.add(body);
          running -= 1;
        },
        processError: async () => {},
      },
      { maxConcurrentCalls: 5 },
    );
    await until('60 messages', () => seen.size === 60);
    expect(most).toBeLessThanOrEqual(5);
    await subscription.close();
  });
});

// The AMQP library of both ends has room for 2048 deliveries of a session at a time.
describe.runIf(isStandIn)('a broker that is asked for much', () => {
  it('answers the questions of one client without end', async () => {
    const { client } = await serviceBusUnderTest();
    const receiver = client.createReceiver('plain');
    for (let asked = 0; asked < 2_100; asked += 100) {
      await Promise.all(Array.from({ length: 100 }, () => receiver.peekMessages(1)));
    }
  });

  it('hands out more messages than fit at once as soon as there is room', async () => {
    const { client } = await serviceBusUnderTest();
    await sendMany(client.createSender('plain'), 4_200);
    const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
    expect(await receiver.receiveMessages(4_200, { maxWaitTimeInMs: 5_000 })).toHaveLength(4_200);
  });

  it('gives back credit for more messages than fit at once', async () => {
    const { client } = await serviceBusUnderTest();
    const complaints = vi.spyOn(console, 'error');
    onTestFinished(() => complaints.mockRestore());
    await sendMany(client.createSender('plain'), 2_100);
    const receiver = client.createReceiver('plain');
    const received = await receiver.receiveMessages(2_100, { maxWaitTimeInMs: 5_000 });
    expect(received).toHaveLength(2_048);
    await Promise.all(received.map((message) => receiver.completeMessage(message)));
    expect(await receiver.receiveMessages(52, { maxWaitTimeInMs: 5_000 })).toHaveLength(52);
    expect(complaints).not.toHaveBeenCalled();
  });
});

async function sendMany(sender: ServiceBusSender, count: number): Promise<void> {
  const step = 700;
  for (let sent = 0; sent < count; sent += step) {
    await sender.sendMessages(Array.from({ length: Math.min(step, count - sent) }, (_, n) => ({ body: sent + n })));
  }
}

describe.runIf(isStandIn)('the lock of a message', () => {
  it('runs out: the message is handed out again, counted, and the late receiver is refused', async () => {
    const { client, clock } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1 });
    const late = client.createReceiver('plain', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(late);
    clock.advance(MINUTE + 1);
    const receiver = client.createReceiver('plain', { maxAutoLockRenewalDurationInMs: 0 });
    const again = await receiveOne(receiver);
    expect(again.deliveryCount).toBe(1);
    const refused = late.completeMessage(message);
    await expect(refused).rejects.toBeInstanceOf(ServiceBusError);
    await expect(refused).rejects.toMatchObject({ code: 'MessageLockLost' });
    await receiver.completeMessage(again);
  });

  it('can be renewed', async () => {
    const { client, clock } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1 });
    const receiver = client.createReceiver('plain', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(receiver);
    clock.advance(MINUTE / 2);
    const until = await receiver.renewMessageLock(message);
    expect(until.getTime()).toBeGreaterThan(clock.now() + MINUTE / 2);
    clock.advance(MINUTE * 0.75);
    await receiver.completeMessage(message);
  });

  it('cannot be renewed once it has run out', async () => {
    const { client, clock, report } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1 });
    const receiver = client.createReceiver('plain', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(receiver);
    clock.advance(MINUTE + 1);
    await until('the lock is gone', () => report('plain').locked === 0);
    await expect(receiver.renewMessageLock(message)).rejects.toMatchObject({ code: 'MessageLockLost' });
  });
});
