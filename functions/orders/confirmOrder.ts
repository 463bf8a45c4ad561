import { updateKnown } from '../shared/revisions.js';
import { confirm } from './domain/order.js';
import type { ConfirmOrder, OrderStatus } from './messages.js';
import type { OrderPorts } from './ports.js';

type Ports = Pick<OrderPorts, 'orders' | 'now' | 'cancellationWindowMs'>;

/** Activity: records that the order is paid, under way and rewarded, and opens its cancellation window. */
export const confirmOrder =
  ({ orders, now, cancellationWindowMs }: Ports) =>
  async (outcome: ConfirmOrder): Promise<{ status: OrderStatus; cancellableUntil: string }> => {
    const order = await updateKnown(orders, outcome.order, outcome.order.orderId, (current) =>
      confirm(current, outcome, now(), cancellationWindowMs),
    );
    return { status: order.status, cancellableUntil: order.cancellableUntil ?? now().toISOString() };
  };
