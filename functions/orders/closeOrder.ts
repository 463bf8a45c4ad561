import { updateKnown } from '../shared/revisions.js';
import { close } from './domain/order.js';
import type { CloseOrder } from './messages.js';
import type { OrderPorts } from './ports.js';

/** Activity: records that the saga ended without a delivery, and why. */
export const closeOrder =
  ({ orders, now }: Pick<OrderPorts, 'orders' | 'now'>) =>
  async (outcome: CloseOrder): Promise<null> => {
    await updateKnown(orders, outcome.order, outcome.order.orderId, (current) => close(current, outcome, now()));
    return null;
  };
