import { updateKnown } from '../shared/revisions.js';
import { recordAttempt } from './domain/order.js';
import type { RecordPaymentAttempt } from './messages.js';
import type { OrderPorts } from './ports.js';

/** Activity: notes a charge that brought no answer yet, so that the timeline shows it while it is being retried. */
export const recordPaymentAttempt =
  ({ orders, now }: Pick<OrderPorts, 'orders' | 'now'>) =>
  async ({ order, attempt }: RecordPaymentAttempt): Promise<null> => {
    await updateKnown(orders, order, order.orderId, (current) => recordAttempt(current, attempt, now()));
    return null;
  };
