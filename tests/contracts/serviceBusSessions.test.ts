import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { numberOf, receiveOne } from './support/receiveOne.js';
import { isStandIn, serviceBusUnderTest, unique } from './support/serviceBusUnderTest.js';

const MINUTE = 60_000;

describe('a queue with sessions', () => {
  it('hands the messages of a session to its one holder, in order', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    await client.createSender('sessions').sendMessages([1, 2, 3].map((body) => ({ body, sessionId })));
    const receiver = await client.acceptSession('sessions', sessionId);
    for (const expected of [1, 2, 3]) {
      const message = await receiveOne(receiver);
      expect(message).toMatchObject({ body: expected, sessionId });
      await receiver.completeMessage(message);
    }
    await receiver.close();
  });

  it('lets nobody else into a session that is held, and somebody once it is given back', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    const holder = await client.acceptSession('sessions', sessionId);
    await expect(client.acceptSession('sessions', sessionId)).rejects.toMatchObject({ code: 'SessionCannotBeLocked' });
    await holder.close();
    const next = await client.acceptSession('sessions', sessionId);
    expect(next.sessionId).toBe(sessionId);
    await next.close();
  });

  it('gives whoever asks for the next session one that has messages and no holder', async () => {
    const { client } = await serviceBusUnderTest();
    const sessions = [unique('a'), unique('b')];
    const sender = client.createSender('sessions');
    for (const sessionId of sessions) await sender.sendMessages({ body: sessionId, sessionId });
    const first = await client.acceptNextSession('sessions');
    const second = await client.acceptNextSession('sessions');
    expect([first.sessionId, second.sessionId].sort()).toEqual(sessions.sort());
    for (const receiver of [first, second]) {
      const message = await receiveOne(receiver);
      expect(message.body).toBe(receiver.sessionId);
      await receiver.completeMessage(message);
      await receiver.close();
    }
  });

  it('lets a receiver wait for the next session until there is one', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    const waiting = client.acceptNextSession('sessions');
    await client.createSender('sessions').sendMessages({ body: 1, sessionId });
    const receiver = await waiting;
    expect(receiver.sessionId).toBe(sessionId);
    await receiver.completeMessage(await receiveOne(receiver));
    await receiver.close();
  });

  it('hands an abandoned message out again before those behind it', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    await client.createSender('sessions').sendMessages([1, 2].map((body) => ({ body, sessionId })));
    const receiver = await client.acceptSession('sessions', sessionId);
    await receiver.abandonMessage(await receiveOne(receiver));
    for (const expected of [
      { body: 1, deliveryCount: 1 },
      { body: 2, deliveryCount: 0 },
    ]) {
      const message = await receiveOne(receiver);
      expect(message).toMatchObject(expected);
      await receiver.completeMessage(message);
    }
    await receiver.close();
  });

  it('takes back uncounted what a holder had not settled when it left', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    await client.createSender('sessions').sendMessages({ body: 1, sessionId });
    const first = await client.acceptSession('sessions', sessionId);
    await receiveOne(first);
    await first.close();
    const second = await client.acceptSession('sessions', sessionId);
    const message = await receiveOne(second);
    expect(message.deliveryCount).toBe(0);
    await second.completeMessage(message);
    await second.close();
  });

  it('keeps what a holder notes about its session', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    const first = await client.acceptSession('sessions', sessionId);
    expect(await first.getSessionState()).toBeFalsy();
    await first.setSessionState({ step: 2 });
    await first.close();
    const second = await client.acceptSession('sessions', sessionId);
    expect(await second.getSessionState()).toEqual({ step: 2 });
    await second.setSessionState(null);
    expect(await second.getSessionState()).toBeFalsy();
    await second.close();
  });

  it('keeps deferred messages for the holder of their session', async () => {
    const { client } = await serviceBusUnderTest();
    const sessionId = unique('order');
    await client.createSender('sessions').sendMessages([1, 2].map((body) => ({ body, sessionId })));
    const receiver = await client.acceptSession('sessions', sessionId);
    const first = await receiveOne(receiver);
    await receiver.deferMessage(first);
    const second = await receiveOne(receiver);
    expect(second.body).toBe(2);
    await receiver.completeMessage(second);
    const [deferred] = await receiver.receiveDeferredMessages(numberOf(first));
    if (!deferred) throw new Error('No deferred message');
    await receiver.completeMessage(deferred);
    await receiver.close();
  });

  it('refuses messages without a session and receivers that ask for none', async () => {
    const { client } = await serviceBusUnderTest();
    await expect(client.createSender('sessions').sendMessages({ body: 1 })).rejects.toThrow(/SessionId/);
    await expect(receiveOne(client.createReceiver('sessions'))).rejects.toThrow(/requires sessions/);
  });

  it('keeps the order of every session under several holders at a time', async () => {
    const { client } = await serviceBusUnderTest();
    const sessions = Array.from({ length: 12 }, (_, n) => unique(`s${n}`));
    const sender = client.createSender('sessions');
    await sender.sendMessages([1, 2, 3].flatMap((body) => sessions.map((sessionId) => ({ body, sessionId }))));
    const seen = new Map<string, number[]>();
    const work = async (): Promise<void> => {
      for (let taken = 0; taken < 3; taken += 1) {
        const receiver = await client.acceptNextSession('sessions');
        for (const message of await receiver.receiveMessages(3, { maxWaitTimeInMs: 2_000 })) {
          seen.set(receiver.sessionId, [...(seen.get(receiver.sessionId) ?? []), message.body]);
          await receiver.completeMessage(message);
        }
        await receiver.close();
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
    expect(sessions.map((session) => seen.get(session))).toEqual(sessions.map(() => [1, 2, 3]));
  });
});

describe.runIf(isStandIn)('the lock of a session', () => {
  it('runs out: its messages are handed out again, counted, and its holder hears of it', async () => {
    const { client, clock } = await serviceBusUnderTest();
    await client.createSender('sessions').sendMessages({ body: 1, sessionId: 's' });
    const late = await client.acceptSession('sessions', 's', { maxAutoLockRenewalDurationInMs: 0 });
    const message = await receiveOne(late);
    clock.advance(MINUTE + 1);
    const receiver = await until('the session is free', () =>
      client.acceptSession('sessions', 's', { maxAutoLockRenewalDurationInMs: 0 }).catch(() => undefined),
    );
    const again = await receiveOne(receiver);
    expect(again.deliveryCount).toBe(1);
    await expect(late.completeMessage(message)).rejects.toMatchObject({ code: 'SessionLockLost' });
    await receiver.completeMessage(again);
  });

  it('can be renewed', async () => {
    const { client, clock } = await serviceBusUnderTest();
    const receiver = await client.acceptSession('sessions', 's', { maxAutoLockRenewalDurationInMs: 0 });
    clock.advance(MINUTE / 2);
    const until = await receiver.renewSessionLock();
    expect(until.getTime()).toBeGreaterThan(clock.now() + MINUTE / 2);
    clock.advance(MINUTE * 0.75);
    await client.createSender('sessions').sendMessages({ body: 1, sessionId: 's' });
    await receiver.completeMessage(await receiveOne(receiver));
  });

  it('is waited for no longer than the client says', async () => {
    const { client, clock } = await serviceBusUnderTest();
    let refusal: unknown;
    client.acceptNextSession('sessions').catch((error) => {
      refusal = error;
    });
    await until('the client is told', () => {
      clock.advance(MINUTE);
      return refusal;
    });
    expect(refusal).toMatchObject({ code: 'ServiceTimeout' });
  });
});
