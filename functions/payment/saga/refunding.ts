import type * as df from 'durable-functions';
import { callOffDelivery } from '../../delivery/messages.js';
import { call, type Steps } from '../../shared/step.js';
import { backoffMs } from '../domain/backoff.js';
import { type PaymentSagaInput, RESUME_REFUND } from '../messages.js';
import type { Approval } from '../provider/paymentProvider.js';
import { pause } from './pause.js';
import { publishPaymentCancelled, refundPayment } from './steps.js';

export interface Undone {
  readonly refundedAt: string;
  readonly deliveryCancelledAt: string | null;
}

/** Undoes a paid order: the delivery is called off, the money goes back, and whoever subscribed hears of it. */
export function* undo(
  context: df.OrchestrationContext,
  order: PaymentSagaInput,
  payment: Approval,
  reason: string,
): Steps<Undone> {
  const { orderId, customerId } = order;
  const delivery = yield* call(context, callOffDelivery, { orderId });
  const refundedAt = yield* refund(context, order, payment, reason);
  const { paymentId } = payment;
  yield* call(context, publishPaymentCancelled, {
    type: 'PaymentCancelled',
    paymentId,
    orderId,
    customerId,
    cancelledAt: refundedAt,
  });
  return { refundedAt, deliveryCancelledAt: delivery.cancelledAt };
}

/** Gives the money back, again with backoff; what cannot be given back is parked until an operator resumes it. */
export function* refund(
  context: df.OrchestrationContext,
  order: PaymentSagaInput,
  payment: Approval,
  reason: string,
): Steps<string> {
  for (;;) {
    const refundedAt = yield* tryRefund(context, order, payment, reason);
    if (refundedAt !== undefined) return refundedAt;
    context.df.setCustomStatus({ refund: 'parked', since: context.df.currentUtcDateTime.toISOString() });
    yield context.df.waitForExternalEvent(RESUME_REFUND);
    context.df.setCustomStatus({ refund: 'resumed' });
  }
}

/** @returns when the money went back; undefined where the provider refuses or the patience is over */
function* tryRefund(
  context: df.OrchestrationContext,
  { orderId, policy }: PaymentSagaInput,
  { paymentId }: Approval,
  reason: string,
): Steps<string | undefined> {
  const giveUpAt = context.df.currentUtcDateTime.getTime() + policy.refundPatienceMs;
  for (let attempt = 1; ; attempt++) {
    const answer = yield* call(context, refundPayment, { orderId, paymentId, reason });
    if (answer.outcome === 'refunded') return answer.refundedAt;
    if (answer.outcome === 'refused' || context.df.currentUtcDateTime.getTime() >= giveUpAt) return undefined;
    yield* pause(context, backoffMs(policy, orderId, attempt, answer.retryAfterMs));
  }
}
