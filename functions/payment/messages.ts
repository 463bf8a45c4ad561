import * as z from 'zod';
import type { Order } from '../orders/messages.js';
import type { PatienceConfig } from '../shared/config.js';

/** What others may know of the payment context: the saga's name, its input and event, and what is published. */

export const PAYMENT_SAGA = 'paymentSaga';

/** The external event by which a saga learns that its order is to be cancelled. */
export const CANCEL_ORDER = 'CancelOrder';

/** The external event by which an operator has a parked refund tried again. */
export const RESUME_REFUND = 'ResumeRefund';

/** Published on `payment-events`, with its type as the subject, once the money is back. Readers ignore unknown fields. */
export const PaymentCancelled = z.object({
  type: z.literal('PaymentCancelled'),
  paymentId: z.string(),
  orderId: z.string(),
  customerId: z.string(),
  cancelledAt: z.string(),
});
export type PaymentCancelled = z.infer<typeof PaymentCancelled>;

/** Whether the payment side takes new work now. */
export type Admission = { readonly admitted: true } | { readonly admitted: false; readonly retryAfterSeconds: number };

/** What a saga goes by. */
export interface PaymentSagaInput {
  /** As it was when the saga began; `cancelling` where a cancellation had been accepted by then. */
  readonly order: Order;
  /** What the provider calls it. */
  readonly orderName: string;
  /** In force when the saga began: what a saga goes by must not change under it. */
  readonly policy: PatienceConfig;
}
