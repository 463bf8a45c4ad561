import type { ServiceBusQueueHandler } from '@azure/functions';
import { type Order, OrderCommand } from './messages.js';
import type { Orders, Sagas } from './ports.js';

/**
 * Handles the commands of an order, one at a time in the order they were sent. What throws comes again, and ends in the
 * dead-letter queue without holding up other orders.
 */
export const handleOrderCommand =
  (orders: Orders, sagas: (context: Parameters<ServiceBusQueueHandler>[1]) => Sagas): ServiceBusQueueHandler =>
  async (message, context) => {
    const command = OrderCommand.parse(message);
    if (command.type === 'CancelOrder') return sagas(context).cancel(command.orderId);
    const order = await currentOrder(orders, command);
    // An order that has come further had its saga; starting it again would replace the finished one.
    if (order.status === 'placed' || order.status === 'cancelling') await sagas(context).start(order);
  };

/**
 * The stored order is the truth: a second request with the same key may have been stored first. An order that nobody else
 * can store is as it was placed until it is stored; whoever placed it is about to, or else its saga does.
 */
async function currentOrder(orders: Orders, { order, unique }: { order: Order; unique: boolean }): Promise<Order> {
  const stored = await orders.read(order.orderId, order.orderId);
  if (stored) return stored.value;
  if (unique || (await orders.create(order))) return order;
  return currentOrder(orders, { order, unique });
}
