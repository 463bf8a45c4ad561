import * as z from 'zod';
import { Time } from '../../shared/time.js';

/** A delivery as it is stored: at most one per order, under the order's id. */
export const Delivery = z.object({
  id: z.string(),
  orderId: z.string(),
  deliveryId: z.string(),
  deliveryAddress: z.string(),
  status: z.enum(['started', 'cancelled']),
  /** Null for a delivery that was called off before it could start. */
  startedAt: Time.nullable(),
  cancelledAt: Time.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export function start(orderId: string, deliveryAddress: string, now: Date): Delivery {
  return {
    id: orderId,
    orderId,
    deliveryId: `delivery-${orderId}`,
    deliveryAddress,
    status: 'started',
    startedAt: now.toISOString(),
    cancelledAt: null,
  };
}

export function callOff(delivery: Delivery, now: Date): Delivery {
  return delivery.status === 'cancelled'
    ? delivery
    : { ...delivery, status: 'cancelled', cancelledAt: now.toISOString() };
}

/** Stands where no delivery was started, so that none can be started late. */
export function neverToStart(orderId: string, now: Date): Delivery {
  return { ...callOff(start(orderId, '', now), now), startedAt: null };
}
