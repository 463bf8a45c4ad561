import { update } from '../shared/documents.js';
import { recordAttempt } from './domain/order.js';
import type { PaymentAttempt } from './messages.js';
import type { OrderPorts } from './ports.js';

/** Activity: notes a charge that brought no answer yet, so that the timeline shows it while it is being retried. */
export const recordPaymentAttempt =
  ({ orders, now }: Pick<OrderPorts, 'orders' | 'now'>) =>
  async ({ orderId, attempt }: { orderId: string; attempt: PaymentAttempt }): Promise<null> => {
    await update(orders, orderId, orderId, (current) => recordAttempt(current, attempt, now()));
    return null;
  };
