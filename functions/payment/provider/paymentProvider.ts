/** What the payment context asks of whoever moves the money. A refusal is a value, and so is a fault. */

export interface Charge {
  readonly orderId: string;
  readonly customerId: string;
  /** The customer's stored card at the provider. */
  readonly billingKey: string;
  /** KRW */
  readonly totalPrice: number;
  readonly orderName: string;
}

export interface Refund {
  readonly orderId: string;
  readonly paymentId: string;
  readonly reason: string;
}

export interface Approval {
  /** The provider's name for the payment. */
  readonly paymentId: string;
  /** ISO 8601 in UTC */
  readonly approvedAt: string;
}

/** The approval in an answer that says more. */
export function approvalIn({ paymentId, approvedAt }: Approval): Approval {
  return { paymentId, approvedAt };
}

/**
 * The call brought no answer that decides anything. `overloaded`: it was turned away, nothing was done. `unknown`: it
 * may have been carried out, so the provider must be asked (`find`) before anything else is decided.
 */
export type Fault = ({ readonly outcome: 'unknown' } | { readonly outcome: 'overloaded' }) & {
  readonly detail: string;
  readonly retryAfterMs?: number;
};

export type ChargeOutcome =
  | ({ readonly outcome: 'approved' } & Approval)
  | { readonly outcome: 'declined'; readonly code: string; readonly message: string }
  | Fault;

export type RefundOutcome =
  | { readonly outcome: 'refunded'; readonly refundedAt: string }
  | { readonly outcome: 'refused'; readonly code: string; readonly message: string }
  | Fault;

export type LookupOutcome =
  | ({ readonly outcome: 'approved' } & Approval)
  | { readonly outcome: 'cancelled'; readonly paymentId: string; readonly cancelledAt: string }
  | { readonly outcome: 'none' }
  | Fault;

/** Calls end early, as `unknown`, where `signal` says so. */
export interface PaymentProvider {
  /** Charges an order. The same order again is the same charge, never a second one. */
  charge(charge: Charge, signal?: AbortSignal): Promise<ChargeOutcome>;
  /** Gives the whole payment back. One that was given back before counts as refunded. */
  refund(refund: Refund, signal?: AbortSignal): Promise<RefundOutcome>;
  /** What the provider knows of an order: the truth after an `unknown`. */
  find(orderId: string, signal?: AbortSignal): Promise<LookupOutcome>;
}

export function isFault(outcome: { readonly outcome: string }): outcome is Fault {
  return outcome.outcome === 'unknown' || outcome.outcome === 'overloaded';
}
