import { callOffDelivery } from '../../../functions/delivery/callOffDelivery.js';
import type { Delivery } from '../../../functions/delivery/domain/delivery.js';
import { startDelivery } from '../../../functions/delivery/startDelivery.js';
import { closeCancellationWindow } from '../../../functions/orders/closeCancellationWindow.js';
import { closeOrder } from '../../../functions/orders/closeOrder.js';
import { confirmOrder } from '../../../functions/orders/confirmOrder.js';
import type { Order } from '../../../functions/orders/messages.js';
import { recordPaymentAttempt } from '../../../functions/orders/recordPaymentAttempt.js';
import { chargePayment } from '../../../functions/payment/chargePayment.js';
import { findPayment } from '../../../functions/payment/findPayment.js';
import { publishPaymentCancelled } from '../../../functions/payment/publishPaymentCancelled.js';
import { refundPayment } from '../../../functions/payment/refundPayment.js';
import { accruePoints } from '../../../functions/points/accruePoints.js';
import type { LedgerEntry } from '../../../functions/points/domain/ledgerEntry.js';
import { revokePoints } from '../../../functions/points/revokePoints.js';
import type { Documents } from '../../../functions/shared/documents.js';
import { Clock } from '../../../local/clock.js';
import { placedOrder } from '../../support/placedOrder.js';
import { memoryDocuments } from './memoryDocuments.js';
import { memoryProvider, type Trouble } from './memoryProvider.js';
import { memoryRevisions } from './memoryRevisions.js';

export const ORDER_ID = '00000000-0000-0000-0000-000000000001';
const WINDOW_MS = 600_000;

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Everything around one saga, in memory: its order is placed; the provider has the `trouble` that a test wants. */
export async function createWorld(trouble: Trouble & { readonly deliveries?: 'fail' } = {}) {
  const clock = new Clock();
  const now = () => new Date(clock.now());
  const orders = memoryRevisions<Order>();
  const deliveries = memoryDocuments<Delivery>();
  const ledger = memoryDocuments<LedgerEntry>();
  const provider = memoryProvider(clock, trouble);
  const revoke = revokePoints({ ledger, now });

  const order = placedOrder(ORDER_ID, now());
  await orders.create(order);

  const payment = {
    provider,
    now,
    cancelRequested: async (orderId: string) => (await orders.read(orderId, orderId))?.value.status === 'cancelling',
    events: {
      // As a subscriber sees it that gets everything twice.
      async publish({ body }: { body: unknown }) {
        for (let time = 1; time <= 2; time++) await revoke(body, undefined as never);
      },
      ping: async () => {},
    },
  };
  const shop = { orders, now, cancellationWindowMs: WINDOW_MS };
  const activities = {
    chargePayment: chargePayment(payment),
    findPayment: findPayment(payment),
    refundPayment: refundPayment(payment),
    publishPaymentCancelled: publishPaymentCancelled(payment),
    recordPaymentAttempt: recordPaymentAttempt(shop),
    confirmOrder: confirmOrder(shop),
    closeCancellationWindow: closeCancellationWindow(shop),
    closeOrder: closeOrder(shop),
    startDelivery: startDelivery({ deliveries: trouble.deliveries === 'fail' ? failing(deliveries) : deliveries, now }),
    callOffDelivery: callOffDelivery({ deliveries, now }),
    accruePoints: accruePoints({ ledger, now }),
  };
  return { clock, order, orders, deliveries, ledger, provider, activities };
}

export type Activity = keyof World['activities'];

export const ACTIVITIES: readonly Activity[] = [
  'chargePayment',
  'findPayment',
  'refundPayment',
  'publishPaymentCancelled',
  'recordPaymentAttempt',
  'confirmOrder',
  'closeCancellationWindow',
  'closeOrder',
  'startDelivery',
  'callOffDelivery',
  'accruePoints',
];

/** A delivery service that stores what it is given and then fails. */
function failing(deliveries: Documents<Delivery>): Documents<Delivery> {
  const fail = async () => {
    throw new Error('no courier');
  };
  return { read: fail, replace: fail, create: (delivery) => deliveries.create(delivery).then(fail) };
}
