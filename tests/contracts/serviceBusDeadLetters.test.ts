import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { because, isEmpty, receiveOne } from './support/receiveOne.js';
import { isStandIn, serviceBusUnderTest, unique } from './support/serviceBusUnderTest.js';

describe('the dead letters of a queue', () => {
  it('hold a message that was delivered as often as allowed, with the reason', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 'poison', messageId: 'p-1', subject: 'PlaceOrder' });
    const receiver = client.createReceiver('plain');
    for (const deliveryCount of [0, 1, 2]) {
      const message = await receiveOne(receiver);
      expect(message.deliveryCount).toBe(deliveryCount);
      await receiver.abandonMessage(message);
    }
    expect(await isEmpty(receiver)).toBe(true);
    const deadLetters = client.createReceiver('plain', { subQueueType: 'deadLetter' });
    const dead = await receiveOne(deadLetters);
    expect(dead).toMatchObject({
      body: 'poison',
      messageId: 'p-1',
      subject: 'PlaceOrder',
      deadLetterReason: 'MaxDeliveryCountExceeded',
      deadLetterSource: 'plain',
    });
    await deadLetters.completeMessage(dead);
    expect(await isEmpty(deadLetters)).toBe(true);
  });

  it('hold what a receiver sends there, with its words and the changed properties', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1, applicationProperties: { kept: 'yes' } });
    const receiver = client.createReceiver('plain');
    await receiver.deadLetterMessage(await receiveOne(receiver), {
      deadLetterReason: 'BadMessage',
      deadLetterErrorDescription: 'lines are missing',
      checkedBy: 'orders',
    });
    const deadLetters = client.createReceiver('plain', { subQueueType: 'deadLetter' });
    const dead = await receiveOne(deadLetters);
    expect(dead).toMatchObject({
      deadLetterReason: 'BadMessage',
      deadLetterErrorDescription: 'lines are missing',
      applicationProperties: { kept: 'yes', checkedBy: 'orders' },
    });
    await deadLetters.completeMessage(dead);
  });

  it('are no way station: nothing there can be dead-lettered or runs out of deliveries', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1 });
    const receiver = client.createReceiver('plain');
    await receiver.deadLetterMessage(await receiveOne(receiver));
    const deadLetters = client.createReceiver('plain', { subQueueType: 'deadLetter' });
    for (let times = 0; times < 4; times += 1) await deadLetters.abandonMessage(await receiveOne(deadLetters));
    const dead = await receiveOne(deadLetters);
    await expect(deadLetters.deadLetterMessage(dead)).rejects.toThrow(/cannot be dead-lettered again/);
  });

  it('of a session queue are received without a session', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    await client.createSender('sessions').sendMessages({ body: 1, sessionId });
    const receiver = await client.acceptSession('sessions', sessionId);
    await receiver.deadLetterMessage(await receiveOne(receiver), because('BadMessage'));
    const deadLetters = client.createReceiver('sessions', { subQueueType: 'deadLetter' });
    const dead = await receiveOne(deadLetters);
    expect(dead).toMatchObject({ sessionId, deadLetterReason: 'BadMessage' });
    await deadLetters.completeMessage(dead);
    await receiver.close();
  });

  it.runIf(isStandIn)('are told of in the report', async () => {
    const { client, report } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1, messageId: 'm-1' });
    const receiver = client.createReceiver('plain');
    await receiver.deadLetterMessage(await receiveOne(receiver), because('BadMessage'));
    expect(report('plain')).toMatchObject({
      active: 0,
      locked: 0,
      deadLettered: 1,
      deadLetters: [{ messageId: 'm-1', reason: 'BadMessage', deliveryCount: 0 }],
    });
  });
});

describe.runIf(isStandIn)('a message whose time to live is over', () => {
  it('goes to the dead letters where the queue says so', async () => {
    const { client, clock, report } = await serviceBusUnderTest();
    await client.createSender('expiring').sendMessages({ body: 1, timeToLive: 10_000 });
    clock.advance(10_001);
    await until('the message is among the dead letters', () => report('expiring').deadLettered === 1);
    const dead = await receiveOne(client.createReceiver('expiring', { subQueueType: 'deadLetter' }));
    expect(dead.deadLetterReason).toBe('TTLExpiredException');
  });

  it('is dropped where the queue does not', async () => {
    const { client, clock, busy, report } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1, timeToLive: 10_000 });
    clock.advance(10_001);
    await until('the message is gone', () => !busy());
    expect(report('plain').deadLettered).toBe(0);
  });

  it('lives no longer than the queue allows', async () => {
    const { client, clock, busy } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1, timeToLive: 24 * 3_600_000 });
    expect(busy()).toBe(true);
    clock.advance(3_600_001);
    await until('the message is gone', () => !busy());
  });

  it('stays with the receiver that holds it', async () => {
    const { client, clock } = await serviceBusUnderTest();
    await client.createSender('plain').sendMessages({ body: 1, timeToLive: 10_000 });
    const receiver = client.createReceiver('plain', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(receiver);
    clock.advance(20_000);
    await receiver.completeMessage(message);
  });
});
