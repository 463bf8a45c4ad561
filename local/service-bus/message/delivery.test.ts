import rhea from 'rhea';
import { expect, it } from 'vitest';
import { encodeDelivery } from './delivery.js';

it('tells of a time to live that AMQP has no number for as the longest there is', () => {
  const encoded = encodeDelivery({
    sequenceNumber: 1,
    enqueuedSequenceNumber: 1,
    enqueuedAt: 0,
    ttl: 90 * 86_400_000,
    deliveryCount: 0,
    state: 'active',
    deadLetterSource: undefined,
    annotations: undefined,
    content: new Uint8Array(),
  });
  expect(rhea.message.decode(encoded).ttl).toBe(0xffff_ffff);
});
