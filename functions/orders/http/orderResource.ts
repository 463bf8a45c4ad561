import type { HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { isSettled } from '../domain/order.js';
import { Order } from '../messages.js';

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

/** Seconds after which it makes sense to look at an unsettled order again. */
const LOOK_AGAIN_SECONDS = 1;

/** An answer that shows an order; while it is not settled, with the advice to come back. */
export function orderResponse(status: number, order: Order, headers: Record<string, string> = {}): HttpResponseInit {
  return {
    status,
    headers: { ...(!isSettled(order) && { 'retry-after': String(LOOK_AGAIN_SECONDS) }), ...headers },
    jsonBody: orderResource(order),
  };
}
