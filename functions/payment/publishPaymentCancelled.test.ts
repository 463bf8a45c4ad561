import { expect, it } from 'vitest';
import type { OutgoingMessage } from '../shared/publisher.js';
import { publishPaymentCancelled } from './publishPaymentCancelled.js';

/** Of the provider's keys, and of Service Bus's message ids. */
const LONGEST_KEY = 200;
const LONGEST_MESSAGE_ID = 128;

it('a cancelled payment can be published whatever the provider calls it, with the same message id each time', async () => {
  const sent: OutgoingMessage[] = [];
  const events = { publish: async (message: OutgoingMessage) => void sent.push(message), ping: async () => {} };
  const cancelled = {
    type: 'PaymentCancelled',
    paymentId: 'k'.repeat(LONGEST_KEY),
    orderId: '00000000-0000-0000-0000-000000000001',
    customerId: 'kim',
    cancelledAt: '2026-05-01T07:30:00.000Z',
  } as const;
  await publishPaymentCancelled({ events })(cancelled);
  await publishPaymentCancelled({ events })(cancelled);
  expect(sent.map(({ body }) => body)).toEqual([cancelled, cancelled]);
  expect(sent[0]?.messageId.length).toBeLessThanOrEqual(LONGEST_MESSAGE_ID);
  expect(sent[1]?.messageId).toBe(sent[0]?.messageId);
});
