import type * as df from 'durable-functions';
import { type Order, type PaymentAttempt, recordPaymentAttempt } from '../../orders/messages.js';
import { call, type Steps } from '../../shared/step.js';
import { backoffMs } from '../domain/backoff.js';
import type { PaymentSagaInput } from '../messages.js';
import { type Approval, approvalIn, type Fault, isFault, type LookupOutcome } from '../provider/paymentProvider.js';
import { pause, waitForEvent } from './pause.js';
import { type ChargeAnswer, chargePayment, findPayment } from './steps.js';

/** How charging ended, and the order as it is known then. */
export type Charged = ChargeEnd & { readonly order: Order };

/** `none`: the provider knows of no charge, though one may yet turn up. */
type ChargeEnd =
  | {
      readonly outcome: 'approved';
      readonly payment: Approval;
      readonly attempt: PaymentAttempt | null;
      readonly cancelRequested: boolean;
    }
  | { readonly outcome: 'declined'; readonly attempt: PaymentAttempt }
  | { readonly outcome: 'none'; readonly cancelRequested: boolean };

/**
 * Charges the order, again with backoff while the provider is overloaded, until it is decided or the patience ends. The
 * provider is asked then whether it charged the order after all. It must answer where an attempt had no answer; one that
 * turned every attempt away has charged nothing, and may turn this question away too.
 */
export function* charge(context: df.OrchestrationContext, input: PaymentSagaInput, cancel: df.Task): Steps<Charged> {
  let { order } = input;
  const { orderName } = input;
  const { orderId, customerId, billingKey, totalPrice } = order;
  const wanted = { orderId, customerId, billingKey, totalPrice, orderName };
  const giveUpAt = context.df.currentUtcDateTime.getTime() + input.policy.chargePatienceMs;
  let uncertain = false;
  for (let attempt = 1; ; attempt++) {
    const answer = yield* call(context, chargePayment, { ...wanted, attempt });
    const decided = decision(answer, attempt);
    if (decided) return { ...decided, order };
    uncertain ||= answer.outcome === 'unknown';

    if (answer.outcome !== 'withheld') {
      order = yield* call(context, recordPaymentAttempt, { order, attempt: noted(answer, attempt) });
    }
    if (yield* shouldStop(context, input, answer, attempt, cancel, giveUpAt)) {
      const found = uncertain ? yield* lookUp(context, input) : yield* call(context, findPayment, { orderId });
      // The customer may have had enough while the provider gave no answer.
      return { ...endOf(found, answer.cancelRequested || cancel.isCompleted), order };
    }
  }
}

function decision(answer: ChargeAnswer, attempt: number): ChargeEnd | undefined {
  const { cancelRequested } = answer;
  if (answer.outcome === 'approved') {
    return { outcome: 'approved', payment: approvalIn(answer), attempt: noted(answer, attempt), cancelRequested };
  }
  return answer.outcome === 'declined' ? { outcome: 'declined', attempt: noted(answer, attempt) } : undefined;
}

function noted(answer: Exclude<ChargeAnswer, { outcome: 'withheld' }>, attempt: number): PaymentAttempt {
  const detail =
    answer.outcome === 'declined' ? answer.code : answer.outcome === 'approved' ? undefined : answer.detail;
  return { at: answer.at, attempt, outcome: answer.outcome, ...(detail !== undefined && { detail }) };
}

/** Waits before the next attempt, unless there is to be none: the customer wants out, or the patience is over. */
function* shouldStop(
  context: df.OrchestrationContext,
  input: PaymentSagaInput,
  answer: ChargeAnswer,
  attempt: number,
  cancel: df.Task,
  giveUpAt: number,
): Steps<boolean> {
  if (answer.cancelRequested || cancel.isCompleted) return true;
  const now = context.df.currentUtcDateTime.getTime();
  const asked = 'retryAfterMs' in answer ? answer.retryAfterMs : undefined;
  const next = now + backoffMs(input.policy, input.order.orderId, attempt, { askedForMs: asked });
  if (next >= giveUpAt) return true;
  return yield* waitForEvent(context, cancel, new Date(next));
}

function endOf(found: LookupOutcome, cancelRequested: boolean): ChargeEnd {
  if (found.outcome !== 'approved') return { outcome: 'none', cancelRequested };
  return { outcome: 'approved', payment: approvalIn(found), attempt: null, cancelRequested };
}

/** What the provider knows of the order, asked until it answers. */
export function* lookUp(
  context: df.OrchestrationContext,
  { order: { orderId }, policy }: PaymentSagaInput,
): Steps<Exclude<LookupOutcome, Fault>> {
  const begunAt = context.df.currentUtcDateTime.getTime();
  for (let attempt = 1; ; attempt++) {
    const found = yield* call(context, findPayment, { orderId });
    if (!isFault(found)) return found;
    const triedForMs = context.df.currentUtcDateTime.getTime() - begunAt;
    yield* pause(context, backoffMs(policy, orderId, attempt, { askedForMs: found.retryAfterMs, triedForMs }));
  }
}
