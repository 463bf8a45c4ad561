import * as z from 'zod';
import { Time } from '../shared/time.js';

const OrderLine = z.object({
  menuId: z.string(),
  quantity: z.int().min(1),
  price: z.int().nonnegative(),
});

export const OrderStatus = z.enum(['placed', 'confirmed', 'rejected', 'cancelling', 'cancelled']);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const RejectionReason = z.enum(['card-declined', 'payment-unavailable', 'fulfilment-failed']);
export type RejectionReason = z.infer<typeof RejectionReason>;

const OrderPayment = z.object({
  /** The payment provider's key; null where the provider made no payment. */
  paymentId: z.string().nullable(),
  status: z.enum(['approved', 'declined', 'cancelled']),
  approvedAt: Time.nullable(),
});

const OrderDelivery = z.object({
  deliveryId: z.string(),
  status: z.enum(['started', 'cancelled']),
  startedAt: Time,
});

export const OrderPoints = z.object({ rate: z.number(), points: z.int().nonnegative() });
export type OrderPoints = z.infer<typeof OrderPoints>;

/** One thing that happened to an order, as its timeline shows it. */
export const OrderEvent = z.object({
  at: Time,
  type: z.enum([
    'OrderPlaced',
    'PaymentAttempted',
    'PaymentApproved',
    'PaymentDeclined',
    'DeliveryStarted',
    'PointsAccrued',
    'OrderConfirmed',
    'OrderRejected',
    'CancelRequested',
    'PaymentCancelled',
    'DeliveryCancelled',
    'OrderCancelled',
    'PointsRevoked',
  ]),
  detail: z.record(z.string(), z.unknown()),
});
export type OrderEvent = z.infer<typeof OrderEvent>;

/** An order as it is stored and as the command to place it carries it. */
export const Order = z.object({
  id: z.string(),
  /** How often it has changed. */
  revision: z.int().nonnegative().default(0),
  orderId: z.string(),
  customerId: z.string(),
  status: OrderStatus,
  lines: z.array(OrderLine),
  /** 주문량: how many items the order holds. */
  amount: z.int().min(1),
  totalPrice: z.int().nonnegative(),
  deliveryAddress: z.string(),
  billingKey: z.string(),
  /** Of the request that placed it, so that a reused Idempotency-Key is noticed. */
  fingerprint: z.string(),
  /** Of the request that placed it: of equal requests at the same moment, this one did. */
  requestId: z.string().default(''),
  placedAt: Time,
  updatedAt: Time,
  payment: OrderPayment.nullable(),
  delivery: OrderDelivery.nullable(),
  points: OrderPoints.nullable(),
  cancellableUntil: Time.nullable(),
  reason: z.union([RejectionReason, z.literal('cancelled-by-customer')]).nullable(),
  /** Nothing can change the order any more. */
  final: z.boolean(),
  events: z.array(OrderEvent),
});
export type Order = z.infer<typeof Order>;
