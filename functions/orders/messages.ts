import * as z from 'zod';
import { step } from '../shared/step.js';
import { Order, type OrderPoints, type OrderStatus, type RejectionReason } from './orderDocument.js';

export * from './orderDocument.js';

/** What others may know of the orders context: its order, the commands it takes and the steps the saga asks of it. */

/** Commands on the session queue, one session per order. Readers ignore fields they do not know. */
export const OrderCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('PlaceOrder'),
    order: Order,
    /** Its id was made for it, so nobody can have stored another order under it. */
    unique: z.boolean().default(false),
  }),
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

/** Steps of the saga carry the order as the saga knows it, which mostly still is as it is stored. */
interface OfOrder {
  readonly order: Order;
}

export interface RecordPaymentAttempt extends OfOrder {
  readonly attempt: PaymentAttempt;
}

interface ApprovedPayment {
  readonly paymentId: string;
  readonly approvedAt: string;
}

export interface Confirmation {
  readonly payment: ApprovedPayment;
  /** Null where the payment was found by asking for it. */
  readonly attempt: PaymentAttempt | null;
  readonly delivery: { readonly deliveryId: string; readonly startedAt: string };
  readonly points: OrderPoints & { readonly accruedAt: string };
}

export type ConfirmOrder = Confirmation & OfOrder;

/** How the saga ended an order without a delivery. Null: it did not come to that. */
export interface Closing {
  readonly as: 'rejected' | 'cancelled';
  readonly reason: RejectionReason | 'cancelled-by-customer';
  readonly attempt: PaymentAttempt | null;
  readonly payment: ApprovedPayment | null;
  readonly refundedAt: string | null;
  readonly deliveryCancelledAt: string | null;
}

export type CloseOrder = Closing & OfOrder;

export const recordPaymentAttempt = step<RecordPaymentAttempt, Order>('recordPaymentAttempt');
export const confirmOrder = step<ConfirmOrder, { status: OrderStatus; cancellableUntil: string }>('confirmOrder');
export const closeCancellationWindow = step<{ orderId: string }, { status: OrderStatus }>('closeCancellationWindow');
export const closeOrder = step<CloseOrder, null>('closeOrder');
