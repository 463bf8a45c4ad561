import { describe, expect, it, onTestFinished } from 'vitest';
import { LmdbStore } from '../../local/storage/lmdbStore.js';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder.js';
import { because, isEmpty, numberOf, receiveOne } from './support/receiveOne.js';
import { isStandIn, type ServiceBusUnderTest, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

/** Runs `before` on one broker and `after` on the next, over the same folder. */
async function acrossRestart(
  before: (bus: ServiceBusUnderTest) => Promise<void>,
  after: (bus: ServiceBusUnderTest) => Promise<void>,
): Promise<void> {
  const folder = await temporaryFolder();
  onTestFinished(() => removeFolder(folder));
  for (const act of [before, after]) {
    const store = new LmdbStore(folder);
    const bus = await serviceBusUnderTest(store);
    await act(bus);
    await bus.stop();
    await store.close();
  }
}

describe.runIf(isStandIn)('after a restart', () => {
  it('messages are there with their numbers and their order', () =>
    acrossRestart(
      async ({ client }) => {
        await client.createSender('plain').sendMessages([1, 2, 3].map((body) => ({ body })));
        const receiver = client.createReceiver('plain');
        await receiver.completeMessage(await receiveOne(receiver));
      },
      async ({ client }) => {
        await client.createSender('plain').sendMessages({ body: 4 });
        const receiver = client.createReceiver('plain', { receiveMode: 'receiveAndDelete' });
        const messages = await receiver.receiveMessages(5, { maxWaitTimeInMs: 1_000 });
        expect(messages.map(({ body }) => body)).toEqual([2, 3, 4]);
        const numbers = messages.map((message) => numberOf(message).toNumber());
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        expect(numbers[0]).toBe(2);
      },
    ));

  it('delivery counts are what they were, and what was locked is free', () =>
    acrossRestart(
      async ({ client }) => {
        await client.createSender('plain').sendMessages({ body: 1 });
        const receiver = client.createReceiver('plain');
        await receiver.abandonMessage(await receiveOne(receiver));
        expect((await receiveOne(receiver)).deliveryCount).toBe(1);
      },
      async ({ client }) => {
        expect((await receiveOne(client.createReceiver('plain'))).deliveryCount).toBe(1);
      },
    ));

  it('deferred, scheduled and dead messages are still that', () => {
    let deferred = 0;
    return acrossRestart(
      async ({ client, clock }) => {
        const sender = client.createSender('plain');
        await sender.sendMessages([{ body: 'deferred' }, { body: 'dead' }]);
        const receiver = client.createReceiver('plain');
        const first = await receiveOne(receiver);
        deferred = numberOf(first).toNumber();
        await receiver.deferMessage(first);
        await receiver.deadLetterMessage(await receiveOne(receiver), because('BadMessage'));
        await sender.scheduleMessages({ body: 'scheduled' }, new Date(clock.now() + 3_600_000));
      },
      async ({ client, clock, report }) => {
        expect(report('plain')).toMatchObject({
          active: 0,
          deferred: 1,
          scheduled: 1,
          deadLetters: [{ reason: 'BadMessage' }],
        });
        const receiver = client.createReceiver('plain');
        const peeked = await receiver.peekMessages(10);
        const number = peeked.map(numberOf).find((candidate) => candidate.toNumber() === deferred);
        if (!number) throw new Error('The deferred message is gone');
        expect(await receiver.receiveDeferredMessages(number)).toMatchObject([{ body: 'deferred' }]);
        clock.advance(3_600_000);
        expect(await receiveOne(receiver)).toMatchObject({ body: 'scheduled' });
      },
    );
  });

  it('sessions have their messages and their state', () =>
    acrossRestart(
      async ({ client }) => {
        await client.createSender('sessions').sendMessages([1, 2].map((body) => ({ body, sessionId: 's' })));
        const receiver = await client.acceptSession('sessions', 's');
        await receiver.setSessionState('half done');
        await receiver.completeMessage(await receiveOne(receiver));
      },
      async ({ client }) => {
        const receiver = await client.acceptNextSession('sessions');
        expect(receiver.sessionId).toBe('s');
        expect(await receiver.getSessionState()).toBe('half done');
        expect((await receiveOne(receiver)).body).toBe(2);
      },
    ));

  it('a message id that was seen is still a duplicate', () =>
    acrossRestart(
      async ({ client }) => {
        await client.createSender('unrepeated').sendMessages({ body: 1, messageId: 'm' });
        const receiver = client.createReceiver('unrepeated');
        await receiver.completeMessage(await receiveOne(receiver));
      },
      async ({ client }) => {
        await client.createSender('unrepeated').sendMessages({ body: 2, messageId: 'm' });
        expect(await isEmpty(client.createReceiver('unrepeated'))).toBe(true);
      },
    ));

  it('rules are as a client left them', () =>
    acrossRestart(
      async ({ client }) => {
        await client.createRuleManager('events', 'cancelled').deleteRule('Cancelled');
      },
      async ({ client }) => {
        await client.createSender('events').sendMessages({ body: 1, subject: 'PaymentCancelled' });
        expect(await isEmpty(client.createReceiver('events', 'cancelled'))).toBe(true);
      },
    ));
});
