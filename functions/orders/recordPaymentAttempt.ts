import { updateKnown } from '../shared/revisions.js';
import { recordAttempt } from './domain/order.js';
import type { Order, RecordPaymentAttempt } from './messages.js';
import type { OrderPorts } from './ports.js';

/**
 * Activity: notes a charge that brought no answer yet, so that the timeline shows it while it is being retried.
 *
 * @returns the order as it is now
 */
export const recordPaymentAttempt =
  ({ orders, now }: Pick<OrderPorts, 'orders' | 'now'>) =>
  ({ order, attempt }: RecordPaymentAttempt): Promise<Order> =>
    updateKnown(orders, order, order.orderId, (current) => recordAttempt(current, attempt, now()));
