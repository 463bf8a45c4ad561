import { describe, expect, it } from 'vitest';
import { isStandIn, STAND_IN_ONLY, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

async function receiveOne(receiver: {
  receiveMessages: import('@azure/service-bus').ServiceBusReceiver['receiveMessages'];
}) {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5_000 });
  if (!message) throw new Error('No message came');
  return message;
}

describe('a queue with peek-lock', () => {
  it('hands a message over with everything that its sender wrote', async () => {
    const { client } = await serviceBusUnderTest();
    const enqueuedAfter = Date.now() - 60_000;
    await client.createSender('plain').sendMessages({
      body: { breakfast: '불고기 덮밥' },
      messageId: 'm-1',
      subject: 'PlaceOrder',
      contentType: 'application/json',
      correlationId: 'c-1',
      to: 'kitchen',
      replyTo: 'counter',
      replyToSessionId: 'r-1',
      partitionKey: 'p-1',
      timeToLive: 60_000,
      applicationProperties: { count: 5, price: 0.5, express: true, note: 'hot' },
    });
    const receiver = client.createReceiver('plain');
    const message = await receiveOne(receiver);
    expect(message).toMatchObject({
      body: { breakfast: '불고기 덮밥' },
      messageId: 'm-1',
      subject: 'PlaceOrder',
      contentType: 'application/json',
      correlationId: 'c-1',
      to: 'kitchen',
      replyTo: 'counter',
      replyToSessionId: 'r-1',
      partitionKey: 'p-1',
      timeToLive: 60_000,
      deliveryCount: 0,
      state: 'active',
      applicationProperties: { count: 5, price: 0.5, express: true, note: 'hot' },
    });
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThan(enqueuedAfter);
    await receiver.completeMessage(message);
    expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 200 })).toEqual([]);
  });
});
