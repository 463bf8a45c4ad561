import * as z from 'zod';
import { Order } from '../orderDocument.js';

/** An order as the API shows it: what is stored, less what is nobody's business. */
export const OrderResource = z.object({
  ...Order.pick({
    orderId: true,
    customerId: true,
    status: true,
    lines: true,
    amount: true,
    totalPrice: true,
  }).shape,
  currency: z.literal('KRW'),
  ...Order.pick({
    deliveryAddress: true,
    placedAt: true,
    updatedAt: true,
    payment: true,
    delivery: true,
    points: true,
    cancellableUntil: true,
    reason: true,
  }).shape,
});
export type OrderResource = z.infer<typeof OrderResource>;

export function orderResource(order: Order): OrderResource {
  return OrderResource.parse({ ...order, currency: 'KRW' });
}
