import type { PaymentConfig } from '../../shared/config.js';
import type {
  Charge,
  ChargeOutcome,
  LookupOutcome,
  PaymentProvider,
  Refund,
  RefundOutcome,
} from './paymentProvider.js';
import type { TossPayment } from './tossMessages.js';
import { tossRequests } from './tossRequest.js';

/** Toss Payments' limits, https://docs.tosspayments.com/reference */
const LONGEST_ORDER_NAME = 100;
const LONGEST_CANCEL_REASON = 200;

/** The codes for a payment that was given back before. */
const REFUNDED_BEFORE = new Set(['ALREADY_CANCELED_PAYMENT', 'ALREADY_REFUND_PAYMENT']);

/** The payment provider, in the dialect of Toss Payments' public API (see README.md). Never throws. */
export function tossPayments(
  config: Pick<PaymentConfig, 'url' | 'secretKey'>,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): PaymentProvider {
  const request = tossRequests(config, fetch);

  async function charge(order: Charge, signal?: AbortSignal): Promise<ChargeOutcome> {
    const answer = await request(
      {
        method: 'POST',
        path: `/v1/billing/${encodeURIComponent(order.billingKey)}`,
        idempotencyKey: `charge-${order.orderId}`,
        body: {
          customerKey: order.customerId,
          amount: order.totalPrice,
          orderId: order.orderId,
          orderName: order.orderName.slice(0, LONGEST_ORDER_NAME),
        },
      },
      signal,
    );
    switch (answer.outcome) {
      case 'payment':
        return approvalOf(answer.payment) ?? undecided(answer.payment);
      case 'error':
        return { outcome: 'declined', code: answer.code, message: answer.message };
      default:
        return answer;
    }
  }

  async function refund({ orderId, paymentId, reason }: Refund, signal?: AbortSignal): Promise<RefundOutcome> {
    // Cancelling all of a payment is idempotent by itself. An Idempotency-Key would repeat a refusal for 15 days.
    const answer = await request(
      {
        method: 'POST',
        path: `/v1/payments/${encodeURIComponent(paymentId)}/cancel`,
        body: { cancelReason: reason.slice(0, LONGEST_CANCEL_REASON) },
      },
      signal,
    );
    switch (answer.outcome) {
      case 'payment': {
        const cancelled = cancellationOf(answer.payment);
        return cancelled ? { outcome: 'refunded', refundedAt: cancelled.cancelledAt } : undecided(answer.payment);
      }
      case 'error':
        if (REFUNDED_BEFORE.has(answer.code)) return refundedBefore(orderId, signal);
        return { outcome: 'refused', code: answer.code, message: answer.message };
      default:
        return answer;
    }
  }

  /** The refusal does not say when the money went back; the payment does. */
  async function refundedBefore(orderId: string, signal?: AbortSignal): Promise<RefundOutcome> {
    const known = await find(orderId, signal);
    switch (known.outcome) {
      case 'cancelled':
        return { outcome: 'refunded', refundedAt: known.cancelledAt };
      case 'approved':
      case 'none':
        return {
          outcome: 'unknown',
          detail: `given back already, says the refund; ${known.outcome}, says the look-up`,
        };
      default:
        return known;
    }
  }

  async function find(orderId: string, signal?: AbortSignal): Promise<LookupOutcome> {
    const path = `/v1/payments/orders/${encodeURIComponent(orderId)}`;
    const answer = await request({ method: 'GET', path }, signal);
    switch (answer.outcome) {
      case 'payment':
        return lookupOf(answer.payment);
      case 'error':
        if (answer.code === 'NOT_FOUND_PAYMENT') return { outcome: 'none' };
        return { outcome: 'unknown', detail: `the look-up was refused: ${answer.code}` };
      default:
        return answer;
    }
  }

  return { charge, refund, find };
}

function lookupOf(payment: TossPayment): LookupOutcome {
  // The payment failed or was never finished: no money moved.
  if (payment.status === 'ABORTED' || payment.status === 'EXPIRED') return { outcome: 'none' };
  return approvalOf(payment) ?? cancellationOf(payment) ?? undecided(payment);
}

function approvalOf({ status, paymentKey, approvedAt }: TossPayment) {
  // A partial refund leaves money with the shop: still approved.
  if ((status !== 'DONE' && status !== 'PARTIAL_CANCELED') || !approvedAt) return undefined;
  return { outcome: 'approved' as const, paymentId: paymentKey, approvedAt };
}

function cancellationOf({ status, paymentKey, cancels }: TossPayment) {
  const last = cancels?.at(-1);
  if (status !== 'CANCELED' || !last) return undefined;
  return { outcome: 'cancelled' as const, paymentId: paymentKey, cancelledAt: last.canceledAt };
}

function undecided({ status }: TossPayment) {
  return { outcome: 'unknown' as const, detail: `the payment is ${status}` };
}
