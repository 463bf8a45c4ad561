import { update } from '../shared/documents.js';
import { closeWindow } from './domain/order.js';
import type { OrderStatus } from './messages.js';
import type { OrderPorts } from './ports.js';

/** Activity: makes a confirmed order final. `cancelling` where a cancellation was accepted just in time. */
export const closeCancellationWindow =
  ({ orders, now }: Pick<OrderPorts, 'orders' | 'now'>) =>
  async ({ orderId }: { orderId: string }): Promise<{ status: OrderStatus }> => {
    const order = await update(orders, orderId, orderId, (current) => closeWindow(current, now()));
    if (!order) throw new Error(`order ${orderId} is not stored`);
    return { status: order.status };
  };
