import { z } from 'zod';
import { step } from '../shared/step.js';

/** What others may know of the orders context: its order, the commands it takes and the steps the saga asks of it. */

export const OrderLine = z.object({
  menuId: z.string(),
  quantity: z.int().min(1),
  price: z.int().nonnegative(),
});
export type OrderLine = z.infer<typeof OrderLine>;

export const OrderStatus = z.enum(['placed', 'confirmed', 'rejected', 'cancelling', 'cancelled']);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const RejectionReason = z.enum(['card-declined', 'payment-unavailable', 'fulfilment-failed']);
export type RejectionReason = z.infer<typeof RejectionReason>;

const time = z.iso.datetime();

export const OrderPayment = z.object({
  /** The payment provider's key; null where the provider made no payment. */
  paymentId: z.string().nullable(),
  status: z.enum(['approved', 'declined', 'cancelled']),
  approvedAt: time.nullable(),
});
export type OrderPayment = z.infer<typeof OrderPayment>;

export const OrderDelivery = z.object({
  deliveryId: z.string(),
  status: z.enum(['started', 'cancelled']),
  startedAt: time,
});
export type OrderDelivery = z.infer<typeof OrderDelivery>;

export const OrderPoints = z.object({ rate: z.number(), points: z.int().nonnegative() });
export type OrderPoints = z.infer<typeof OrderPoints>;

/** One thing that happened to an order, as its timeline shows it. */
export const OrderEvent = z.object({
  at: time,
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
  placedAt: time,
  updatedAt: time,
  payment: OrderPayment.nullable(),
  delivery: OrderDelivery.nullable(),
  points: OrderPoints.nullable(),
  cancellableUntil: time.nullable(),
  reason: z.union([RejectionReason, z.literal('cancelled-by-customer')]).nullable(),
  /** Nothing can change the order any more. */
  final: z.boolean(),
  events: z.array(OrderEvent),
});
export type Order = z.infer<typeof Order>;

/** Commands on the session queue, one session per order. Readers ignore fields they do not know. */
export const OrderCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('PlaceOrder'), order: Order }),
  z.object({ type: z.literal('CancelOrder'), orderId: z.string() }),
]);
export type OrderCommand = z.infer<typeof OrderCommand>;

/** How one call of the payment provider ended, and when. */
export interface PaymentAttempt {
  readonly at: string;
  readonly attempt: number;
  readonly outcome: 'approved' | 'declined' | 'unknown' | 'overloaded';
  readonly detail?: string;
}

export interface ConfirmOrder {
  readonly orderId: string;
  readonly payment: { readonly paymentId: string; readonly approvedAt: string };
  /** Null where the payment was found by asking for it. */
  readonly attempt: PaymentAttempt | null;
  readonly delivery: { readonly deliveryId: string; readonly startedAt: string };
  readonly points: OrderPoints & { readonly accruedAt: string };
}

/** How the saga ended an order without a delivery. Null: it did not come to that. */
export interface CloseOrder {
  readonly orderId: string;
  readonly as: 'rejected' | 'cancelled';
  readonly reason: RejectionReason | 'cancelled-by-customer';
  readonly attempt: PaymentAttempt | null;
  readonly payment: { readonly paymentId: string; readonly approvedAt: string } | null;
  readonly refundedAt: string | null;
  readonly deliveryCancelledAt: string | null;
}

export const recordPaymentAttempt = step<{ orderId: string; attempt: PaymentAttempt }, null>('recordPaymentAttempt');
export const confirmOrder = step<ConfirmOrder, { status: OrderStatus; cancellableUntil: string }>('confirmOrder');
export const closeCancellationWindow = step<{ orderId: string }, { status: OrderStatus }>('closeCancellationWindow');
export const closeOrder = step<CloseOrder, null>('closeOrder');
