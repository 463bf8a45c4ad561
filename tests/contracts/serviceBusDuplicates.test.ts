import { describe, expect, it } from 'vitest';
import { isEmpty, receiveOne } from './support/receiveOne.js';
import { isStandIn, serviceBusUnderTest, unique } from './support/serviceBusUnderTest.js';

describe('an entity with duplicate detection', () => {
  it('takes the second message of an id without a word and keeps only the first', async () => {
    const { client } = await serviceBusUnderTest();
    const messageId = unique('m');
    const sender = client.createSender('unrepeated');
    await sender.sendMessages({ body: 'first', messageId });
    await sender.sendMessages({ body: 'second', messageId });
    const receiver = client.createReceiver('unrepeated');
    const message = await receiveOne(receiver);
    expect(message.body).toBe('first');
    await receiver.completeMessage(message);
    await sender.sendMessages({ body: 'third', messageId });
    expect(await isEmpty(receiver)).toBe(true);
  });

  it('looks within a batch too, and at scheduled messages', async () => {
    const { client, clock } = await serviceBusUnderTest();
    const messageId = unique('m');
    const sender = client.createSender('unrepeated');
    const [number] = await sender.scheduleMessages({ body: 0, messageId }, new Date(clock.now() + 3_600_000));
    await sender.sendMessages([
      { body: 1, messageId },
      { body: 2, messageId },
    ]);
    expect(await isEmpty(client.createReceiver('unrepeated'))).toBe(true);
    if (number) await sender.cancelScheduledMessages(number);
  });

  it('works for all subscriptions of a topic alike', async () => {
    const { client } = await serviceBusUnderTest();
    const messageId = unique('m');
    const sender = client.createSender('events');
    for (const body of [1, 2]) await sender.sendMessages({ body, messageId });
    const receiver = client.createReceiver('events', 'everything');
    await receiver.completeMessage(await receiveOne(receiver));
    expect(await isEmpty(receiver)).toBe(true);
  });

  it.runIf(isStandIn)('forgets an id when its window is over, counted from the first sight', async () => {
    const { client, clock, report } = await serviceBusUnderTest();
    const sender = client.createSender('unrepeated');
    await sender.sendMessages({ body: 1, messageId: 'm' });
    clock.advance(15_000);
    await sender.sendMessages({ body: 2, messageId: 'm' });
    expect(report('unrepeated').active).toBe(1);
    clock.advance(6_000);
    await sender.sendMessages({ body: 3, messageId: 'm' });
    expect(report('unrepeated').active).toBe(2);
  });
});
