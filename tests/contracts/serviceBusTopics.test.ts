import type { ServiceBusReceiver } from '@azure/service-bus';
import { describe, expect, it } from 'vitest';
import { because, isEmpty, receiveOne } from './support/receiveOne.js';
import { isStandIn, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

async function bodiesOf(receiver: ServiceBusReceiver): Promise<unknown[]> {
  const messages = await receiver.receiveMessages(10, { maxWaitTimeInMs: 1_000 });
  for (const message of messages) await receiver.completeMessage(message);
  return messages.map(({ body }) => body);
}

describe('a topic', () => {
  it('gives each subscription a copy of what its filters match', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('events').sendMessages([
      { body: 1, subject: 'PaymentCancelled' },
      { body: 2, subject: 'PaymentApproved', applicationProperties: { city: 'Seoul' } },
      { body: 3, subject: 'PaymentApproved', applicationProperties: { city: 'Busan' } },
      { body: 4, subject: 'paymentcancelled' },
    ]);
    expect(await bodiesOf(client.createReceiver('events', 'everything'))).toEqual([1, 2, 3, 4]);
    expect(await bodiesOf(client.createReceiver('events', 'cancelled'))).toEqual([1]);
    expect(await bodiesOf(client.createReceiver('events', 'seoul'))).toEqual([2]);
  });

  it('settles each copy on its own', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('events').sendMessages({ body: 1, subject: 'PaymentCancelled' });
    const cancelled = client.createReceiver('events', 'cancelled');
    await cancelled.deadLetterMessage(await receiveOne(cancelled), because('NoPoints'));
    const everything = client.createReceiver('events', 'everything');
    await everything.completeMessage(await receiveOne(everything));
    const deadLetters = client.createReceiver('events', 'cancelled', { subQueueType: 'deadLetter' });
    const dead = await receiveOne(deadLetters);
    expect(dead).toMatchObject({ deadLetterReason: 'NoPoints', deadLetterSource: 'events/Subscriptions/cancelled' });
    await deadLetters.completeMessage(dead);
  });

  it('cannot be received from', async () => {
    const { client } = await serviceBusUnderTest();
    await expect(receiveOne(client.createReceiver('events'))).rejects.toThrow(/subscriptions/);
  });
});

describe('the rules of a subscription', () => {
  it.runIf(isStandIn)('can be listed, added and removed, and count from then on', async () => {
    const { client } = await serviceBusUnderTest();
    const rules = client.createRuleManager('events', 'everything');
    const names = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { name } of rules.listRules()) found.push(name);
      return found.sort();
    };
    expect(await names()).toEqual(['$Default']);
    await rules.createRule('approved', { subject: 'PaymentApproved', applicationProperties: { city: 'Seoul' } });
    await rules.deleteRule('$Default');
    expect(await names()).toEqual(['approved']);
    for await (const { filter } of rules.listRules()) {
      expect(filter).toMatchObject({ subject: 'PaymentApproved', applicationProperties: { city: 'Seoul' } });
    }
    await client.createSender('events').sendMessages([
      { body: 1, subject: 'PaymentApproved', applicationProperties: { city: 'Seoul' } },
      { body: 2, subject: 'PaymentApproved' },
    ]);
    expect(await bodiesOf(client.createReceiver('events', 'everything'))).toEqual([1]);
    await rules.deleteRule('approved');
    await client.createSender('events').sendMessages({ body: 3, subject: 'PaymentApproved' });
    expect(await isEmpty(client.createReceiver('events', 'everything'))).toBe(true);
  });

  it.runIf(isStandIn)('exist once each, and only where they exist', async () => {
    const { client } = await serviceBusUnderTest();
    const rules = client.createRuleManager('events', 'cancelled');
    await expect(rules.createRule('Cancelled', { subject: 'x' })).rejects.toMatchObject({
      code: 'MessagingEntityAlreadyExists',
    });
    await expect(rules.deleteRule('Unknown')).rejects.toMatchObject({ code: 'MessagingEntityNotFound' });
  });

  it.runIf(isStandIn)('are refused by name where they are written in SQL', async () => {
    const { client } = await serviceBusUnderTest();
    const rules = client.createRuleManager('events', 'everything');
    await expect(rules.createRule('sql', { sqlExpression: "city = 'Seoul'" })).rejects.toThrow(
      /NOT_SIMULATED: Service Bus SQL filters/,
    );
  });
});
