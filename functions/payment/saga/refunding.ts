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
  input: PaymentSagaInput,
  payment: Approval,
  reason: string,
): Steps<Undone> {
  const { orderId, customerId } = input.order;
  const delivery = yield* call(context, callOffDelivery, { orderId });
  const refundedAt = yield* refund(context, input, payment, reason);
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
  input: PaymentSagaInput,
  payment: Approval,
  reason: string,
): Steps<string> {
  for (;;) {
    const tried = yield* tryRefund(context, input, payment, reason);
    if ('refundedAt' in tried) return tried.refundedAt;
    yield* park(context, input, tried.because);
    context.df.setCustomStatus({ refund: 'resumed' });
  }
}

/** Waits for an operator, who is told by a line in the log and finds the order by its saga's status. */
function* park(
  context: df.OrchestrationContext,
  { order: { orderId } }: PaymentSagaInput,
  because: string,
): Steps<void> {
  const since = context.df.currentUtcDateTime.toISOString();
  context.df.setCustomStatus({ refund: 'parked', since, because });
  if (!context.df.isReplaying) {
    context.error(`Refund parked: order ${orderId}, ${because}. The event ${RESUME_REFUND} has it tried again.`);
  }
  yield context.df.waitForExternalEvent(RESUME_REFUND);
}

/** `because`: the provider refuses, or the patience is over. */
type Tried = { readonly refundedAt: string } | { readonly because: string };

function* tryRefund(
  context: df.OrchestrationContext,
  { order: { orderId }, policy }: PaymentSagaInput,
  { paymentId }: Approval,
  reason: string,
): Steps<Tried> {
  const begunAt = context.df.currentUtcDateTime.getTime();
  for (let attempt = 1; ; attempt++) {
    const answer = yield* call(context, refundPayment, { orderId, paymentId, reason });
    // By our clock: the provider's may lag behind what the refund sets off.
    if (answer.outcome === 'refunded') return { refundedAt: context.df.currentUtcDateTime.toISOString() };
    if (answer.outcome === 'refused') return { because: `refused with ${answer.code}` };
    const triedForMs = context.df.currentUtcDateTime.getTime() - begunAt;
    if (triedForMs >= policy.refundPatienceMs) return { because: `still ${answer.detail}` };
    yield* pause(context, backoffMs(policy, orderId, attempt, { askedForMs: answer.retryAfterMs, triedForMs }));
  }
}
