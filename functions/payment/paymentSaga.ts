import type * as df from 'durable-functions';
import { type CloseOrder, closeCancellationWindow, closeOrder, confirmOrder } from '../orders/messages.js';
import { call, type Steps } from '../shared/step.js';
import { CANCEL_ORDER, type PaymentSagaInput } from './messages.js';
import { type Charged, charge } from './saga/charging.js';
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
  const order = context.df.getInput<PaymentSagaInput>();
  // One task for the life of the saga: abandoned waits would swallow the event.
  const cancel = context.df.waitForExternalEvent(CANCEL_ORDER);

  if (order.cancelRequested)
    return yield* closeUnpaid(context, order, { as: 'cancelled', reason: 'cancelled-by-customer' });
  const charged = yield* charge(context, order, cancel);
  switch (charged.outcome) {
    case 'declined':
      return yield* closeUnpaid(context, order, { as: 'rejected', reason: 'card-declined', attempt: charged.attempt });
    case 'none':
      return yield* giveUp(context, order, charged);
    case 'approved':
      return yield* paid(context, order, charged, cancel);
  }
};

type Ending = Pick<CloseOrder, 'as' | 'reason'> & Partial<CloseOrder>;

function* closeUnpaid(context: df.OrchestrationContext, { orderId }: PaymentSagaInput, ending: Ending): Steps<void> {
  const nothing = { attempt: null, payment: null, refundedAt: null, deliveryCancelledAt: null };
  yield* call(context, closeOrder, { orderId, ...nothing, ...ending });
}

/** Nothing was charged, for all the provider knows now. */
function* giveUp(
  context: df.OrchestrationContext,
  order: PaymentSagaInput,
  { cancelRequested }: Extract<Charged, { outcome: 'none' }>,
): Steps<void> {
  const ending: Ending = cancelRequested
    ? { as: 'cancelled', reason: 'cancelled-by-customer' }
    : { as: 'rejected', reason: 'payment-unavailable' };
  yield* closeUnpaid(context, order, ending);
  yield* refundLateApproval(context, order, ending);
}

function* paid(
  context: df.OrchestrationContext,
  order: PaymentSagaInput,
  charged: Extract<Charged, { outcome: 'approved' }>,
  cancel: df.Task,
): Steps<void> {
  if (charged.cancelRequested) return yield* cancelPaid(context, order, charged);
  const fulfilled = yield* fulfil(context, order, charged.payment);
  if (!fulfilled.done) return yield* undoPaid(context, order, charged, { as: 'rejected', reason: 'fulfilment-failed' });
  if (yield* cancelledInTime(context, order, charged, fulfilled, cancel)) yield* cancelPaid(context, order, charged);
}

/** Confirms the order and waits for a cancellation until its window ends. */
function* cancelledInTime(
  context: df.OrchestrationContext,
  { orderId }: PaymentSagaInput,
  { payment, attempt }: Extract<Charged, { outcome: 'approved' }>,
  { delivery, points }: Extract<Fulfilled, { done: true }>,
  cancel: df.Task,
): Steps<boolean> {
  const { status, cancellableUntil } = yield* call(context, confirmOrder, {
    orderId,
    payment,
    attempt,
    delivery,
    points,
  });
  if (status === 'cancelling' || cancel.isCompleted) return true;
  if (yield* waitForEvent(context, cancel, new Date(cancellableUntil))) return true;
  const closed = yield* call(context, closeCancellationWindow, { orderId });
  return closed.status === 'cancelling';
}

function cancelPaid(
  context: df.OrchestrationContext,
  order: PaymentSagaInput,
  charged: Extract<Charged, { outcome: 'approved' }>,
) {
  return undoPaid(context, order, charged, { as: 'cancelled', reason: 'cancelled-by-customer' });
}

function* undoPaid(
  context: df.OrchestrationContext,
  order: PaymentSagaInput,
  { payment, attempt }: Extract<Charged, { outcome: 'approved' }>,
  ending: Ending,
): Steps<void> {
  const undone = yield* undo(context, order, payment, ending.reason);
  yield* closeUnpaid(context, order, { ...ending, attempt, payment, ...undone });
}
