import { step } from '../../shared/step.js';
import type { PaymentCancelled } from '../messages.js';
import type { Charge, ChargeOutcome, LookupOutcome, RefundOutcome } from '../provider/paymentProvider.js';

/** The steps of the saga that the payment context takes itself. */

export interface ChargePayment extends Charge {
  /** From 1. */
  readonly attempt: number;
}

/** `withheld`: the customer wants out, so the provider was not asked for the money. */
export type ChargeAnswer = (ChargeOutcome | { readonly outcome: 'withheld' }) & {
  readonly at: string;
  /** The customer wants out, as far as is known once the provider has answered. */
  readonly cancelRequested: boolean;
};

export const chargePayment = step<ChargePayment, ChargeAnswer>('chargePayment');
export const findPayment = step<{ orderId: string }, LookupOutcome>('findPayment');
export const refundPayment = step<{ orderId: string; paymentId: string; reason: string }, RefundOutcome>(
  'refundPayment',
);
export const publishPaymentCancelled = step<PaymentCancelled, null>('publishPaymentCancelled');
