import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { isEmpty, receiveOne } from './support/receiveOne.js';
import { isStandIn, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

const HOUR = 3_600_000;

describe('a scheduled message', () => {
  it('is not received before its time, but seen by peeking', async () => {
    const { client, clock } = await serviceBusUnderTest();
    const sender = client.createSender('plain');
    const [number] = await sender.scheduleMessages({ body: 'later' }, new Date(clock.now() + HOUR));
    if (!number) throw new Error('No sequence number');
    const receiver = client.createReceiver('plain');
    expect(await isEmpty(receiver)).toBe(true);
    expect(await receiver.peekMessages(1)).toMatchObject([{ body: 'later', state: 'scheduled' }]);
    await sender.cancelScheduledMessages(number);
  });

  it('can be cancelled, once', async () => {
    const { client, clock } = await serviceBusUnderTest();
    const sender = client.createSender('plain');
    const [number] = await sender.scheduleMessages({ body: 'never' }, new Date(clock.now() + HOUR));
    if (!number) throw new Error('No sequence number');
    await sender.cancelScheduledMessages(number);
    await expect(sender.cancelScheduledMessages(number)).rejects.toMatchObject({ code: 'MessageNotFound' });
    expect(await client.createReceiver('plain').peekMessages(1)).toEqual([]);
  });

  it.runIf(isStandIn)('is received when its time has come, with a new number', async () => {
    const { client, clock, busy, report } = await serviceBusUnderTest();
    const sender = client.createSender('plain');
    const [number] = await sender.scheduleMessages({ body: 'now' }, new Date(clock.now() + HOUR));
    expect(report('plain').scheduled).toBe(1);
    expect(busy()).toBe(false);
    clock.advance(HOUR);
    expect(busy()).toBe(true);
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver);
    expect(message.body).toBe('now');
    expect(message.sequenceNumber?.greaterThan(number ?? 0)).toBe(true);
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThan(clock.now() - HOUR / 2);
    await receiver.completeMessage(message);
  });

  it.runIf(isStandIn)('may be sent like any other, on a topic too', async () => {
    const { client, clock, report } = await serviceBusUnderTest();
    await client
      .createSender('events')
      .sendMessages({ body: 1, scheduledEnqueueTimeUtc: new Date(clock.now() + HOUR) });
    expect(report('events').scheduled).toBe(1);
    clock.advance(HOUR);
    await until('the copy is there', () => report('events/Subscriptions/everything').active === 1);
    expect(report('events').scheduled).toBe(0);
  });

  it('is sent at once where its time is over already', async () => {
    const { client, clock } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1, scheduledEnqueueTimeUtc: new Date(clock.now() - HOUR) });
    const receiver = client.createReceiver('plain');
    await receiver.completeMessage(await receiveOne(receiver));
  });
});
