import type * as df from 'durable-functions';
import { closeCancellationWindow, confirmOrder } from '../orders/messages.js';
import { call, type Steps } from '../shared/step.js';
import { CANCEL_ORDER, type PaymentSagaInput } from './messages.js';
import { type Charged, charge } from './saga/charging.js';
import { close, type Ending } from './saga/closing.js';
import { type Fulfilled, fulfil } from './saga/fulfilling.js';
import { refundLateApproval } from './saga/lateApproval.js';
import { waitForEvent } from './saga/pause.js';
import { undo } from './saga/refunding.js';

/**
 * One order from charge to the point where it can no longer change: charge; delivery and points at the same moment;
 * then a cancellation, or the end of its window. Replayed from the top on every event, so there is no clock, chance or
 * network here, only steps and decisions.
 */
export const paymentSaga: df.OrchestrationHandler = function* (context) {
  const input = context.df.getInput<PaymentSagaInput>();
  // One task for the life of the saga: abandoned waits would swallow the event.
  const cancel = context.df.waitForExternalEvent(CANCEL_ORDER);

  if (input.order.status === 'cancelling')
    return yield* close(context, input.order, { as: 'cancelled', reason: 'cancelled-by-customer' });
  const charged = yield* charge(context, input, cancel);
  const known = { ...input, order: charged.order };
  switch (charged.outcome) {
    case 'declined':
      return yield* close(context, known.order, { as: 'rejected', reason: 'card-declined', attempt: charged.attempt });
    case 'none':
      return yield* giveUp(context, known, charged);
    case 'approved':
      return yield* paid(context, known, charged, cancel);
  }
};

/** Nothing was charged, for all the provider knows now. */
function* giveUp(
  context: df.OrchestrationContext,
  input: PaymentSagaInput,
  { cancelRequested }: Extract<Charged, { outcome: 'none' }>,
): Steps<void> {
  const ending: Ending = cancelRequested
    ? { as: 'cancelled', reason: 'cancelled-by-customer' }
    : { as: 'rejected', reason: 'payment-unavailable' };
  yield* close(context, input.order, ending);
  yield* refundLateApproval(context, input, ending);
}

function* paid(
  context: df.OrchestrationContext,
  input: PaymentSagaInput,
  charged: Extract<Charged, { outcome: 'approved' }>,
  cancel: df.Task,
): Steps<void> {
  if (charged.cancelRequested) return yield* cancelPaid(context, input, charged);
  const fulfilled = yield* fulfil(context, input, charged.payment);
  if (!fulfilled.done) return yield* undoPaid(context, input, charged, { as: 'rejected', reason: 'fulfilment-failed' });
  if (yield* cancelledInTime(context, input, charged, fulfilled, cancel)) yield* cancelPaid(context, input, charged);
}

/** Confirms the order and waits for a cancellation until its window ends. */
function* cancelledInTime(
  context: df.OrchestrationContext,
  { order }: PaymentSagaInput,
  { payment, attempt }: Extract<Charged, { outcome: 'approved' }>,
  { delivery, points }: Extract<Fulfilled, { done: true }>,
  cancel: df.Task,
): Steps<boolean> {
  const { status, cancellableUntil } = yield* call(context, confirmOrder, {
    order,
    payment,
    attempt,
    delivery,
    points,
  });
  if (status === 'cancelling' || cancel.isCompleted) return true;
  if (yield* waitForEvent(context, cancel, new Date(cancellableUntil))) return true;
  const closed = yield* call(context, closeCancellationWindow, { orderId: order.orderId });
  return closed.status === 'cancelling';
}

function cancelPaid(
  context: df.OrchestrationContext,
  input: PaymentSagaInput,
  charged: Extract<Charged, { outcome: 'approved' }>,
) {
  return undoPaid(context, input, charged, { as: 'cancelled', reason: 'cancelled-by-customer' });
}

function* undoPaid(
  context: df.OrchestrationContext,
  input: PaymentSagaInput,
  { payment, attempt }: Extract<Charged, { outcome: 'approved' }>,
  ending: Ending,
): Steps<void> {
  const undone = yield* undo(context, input, payment, ending.reason);
  yield* close(context, input.order, { ...ending, attempt, payment, ...undone });
}
