import { update } from '../shared/documents.js';
import { confirm } from './domain/order.js';
import type { ConfirmOrder, OrderStatus } from './messages.js';
import type { OrderPorts } from './ports.js';

type Ports = Pick<OrderPorts, 'orders' | 'now' | 'cancellationWindowMs'>;

/** Activity: records that the order is paid, under way and rewarded, and opens its cancellation window. */
export const confirmOrder =
  ({ orders, now, cancellationWindowMs }: Ports) =>
  async (outcome: ConfirmOrder): Promise<{ status: OrderStatus; cancellableUntil: string }> => {
    const { orderId } = outcome;
    const order = await update(orders, orderId, orderId, (current) =>
      confirm(current, outcome, now(), cancellationWindowMs),
    );
    if (!order) throw new Error(`order ${orderId} is not stored`);
    return { status: order.status, cancellableUntil: order.cancellableUntil ?? now().toISOString() };
  };
