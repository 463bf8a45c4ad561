import { InvocationContext, type ServiceBusQueueHandler } from '@azure/functions';
import { expect, it } from 'vitest';
import type { PaymentCancelled } from '../../functions/payment/messages.js';
import type { LedgerEntry } from '../../functions/points/domain/ledgerEntry.js';
import { revokePoints } from '../../functions/points/revokePoints.js';
import { restingWhenItFails } from '../../functions/shared/redelivery.js';
import { memoryDocuments } from './support/memoryDocuments.js';

/** As Service Bus is told to in infra/modules/serviceBus.bicep. */
const MAX_DELIVERIES = 10;
const CANCELLED: PaymentCancelled = {
  type: 'PaymentCancelled',
  paymentId: 'p-1',
  orderId: '00000000-0000-0000-0000-000000000001',
  customerId: 'kim',
  cancelledAt: '2026-05-01T07:30:00.000Z',
};

/** A ledger that cannot be reached for so long, and a subscription that hands out again at once what failed. */
function outage(lastsMs: number) {
  let time = 0;
  const ledger = memoryDocuments<LedgerEntry>();
  const reached = async () => {
    if (time < lastsMs) throw new Error('ECONNREFUSED');
  };
  const away: typeof ledger = {
    ...ledger,
    read: (...asked) => reached().then(() => ledger.read(...asked)),
    create: (entry) => reached().then(() => ledger.create(entry)),
  };
  const handle = restingWhenItFails(revokePoints({ ledger: away, now: () => new Date(time) }), async (ms) => {
    time += ms;
  });
  return { ledger, deliver: (message: unknown) => deliveries(handle, message), time: () => time };
}

/** @returns how many deliveries it took; undefined where the message became a dead letter */
async function deliveries(handle: ServiceBusQueueHandler, message: unknown): Promise<number | undefined> {
  for (let deliveryCount = 1; deliveryCount <= MAX_DELIVERIES; deliveryCount++) {
    const context = new InvocationContext({ triggerMetadata: { deliveryCount } });
    const handled = await Promise.resolve(handle(message, context)).then(
      () => true,
      () => false,
    );
    if (handled) return deliveryCount;
  }
  return undefined;
}

it('an outage of a minute and a half makes no dead letter of a revocation', async () => {
  const { ledger, deliver } = outage(90_000);
  expect(await deliver(CANCELLED)).toBeLessThanOrEqual(MAX_DELIVERIES);
  expect(ledger.all()).toMatchObject([{ paymentId: 'p-1', status: 'revoked' }]);
});

it('a revocation is done soon after an outage of a second', async () => {
  const { deliver, time } = outage(1_000);
  await deliver(CANCELLED);
  expect(time()).toBeLessThan(2_000);
});

it('what cannot be read is a dead letter at once', async () => {
  const { deliver, time } = outage(0);
  expect(await deliver({ orderId: 7 })).toBeUndefined();
  expect(time()).toBe(0);
});
