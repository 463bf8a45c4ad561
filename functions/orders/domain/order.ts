import type { Closing, Confirmation, Order, OrderEvent, OrderStatus, PaymentAttempt } from '../messages.js';

const SETTLED: readonly OrderStatus[] = ['confirmed', 'rejected', 'cancelled'];

/** Whether nothing is under way for the order, at least until somebody asks for a cancellation. */
export function isSettled({ status }: Pick<Order, 'status'>): boolean {
  return SETTLED.includes(status);
}

function event(at: string, type: OrderEvent['type'], detail: OrderEvent['detail'] = {}): OrderEvent {
  return { at, type, detail };
}

function changed(order: Order, now: Date, changes: Partial<Order>, ...events: OrderEvent[]): Order {
  return {
    ...order,
    ...changes,
    revision: order.revision + 1,
    updatedAt: now.toISOString(),
    events: [...order.events, ...events],
  };
}

function attempted({ at, ...detail }: PaymentAttempt): OrderEvent {
  return event(at, 'PaymentAttempted', detail);
}

/** The provider's clock is not ours, and it may count in seconds: an event stands where we learned of it. */
function approved(
  { paymentId, approvedAt }: { paymentId: string; approvedAt: string },
  attempt: PaymentAttempt | null,
  now: Date,
): OrderEvent {
  return event(attempt?.at ?? now.toISOString(), 'PaymentApproved', { paymentId, approvedAt });
}

function refunded({ paymentId }: { paymentId: string }, refundedAt: string): OrderEvent {
  return event(refundedAt, 'PaymentCancelled', { paymentId });
}

/** Whether a customer who asks now gets an order cancelled; `underWay` also where it was cancelled before. */
export function cancellability(order: Order, now: Date): 'possible' | 'underWay' | 'not-cancellable' {
  switch (order.status) {
    case 'cancelling':
    case 'cancelled':
      return 'underWay';
    case 'rejected':
      return 'not-cancellable';
    case 'confirmed': {
      const pastTheWindow = order.cancellableUntil !== null && now >= new Date(order.cancellableUntil);
      return order.final || pastTheWindow ? 'not-cancellable' : 'possible';
    }
    case 'placed':
      return 'possible';
  }
}

/** The order's cancellation was sent. It counts unless the order became final before; then the order stays as it is. */
export function markCancelling(order: Order, now: Date, reason: string | null): Order {
  const open = order.status === 'placed' || (order.status === 'confirmed' && !order.final);
  return open ? cancelling(order, now, reason) : order;
}

function cancelling(order: Order, now: Date, reason: string | null): Order {
  const requested = event(now.toISOString(), 'CancelRequested', reason === null ? {} : { reason });
  return changed(order, now, { status: 'cancelling' }, requested);
}

/** The provider was asked for the money without a final answer. */
export function recordAttempt(order: Order, attempt: PaymentAttempt, now: Date): Order {
  const known = order.events.some(
    ({ type, detail }) => type === 'PaymentAttempted' && detail.attempt === attempt.attempt,
  );
  return known ? order : changed(order, now, {}, attempted(attempt));
}

/** Paid, under way and rewarded. A cancellation that was accepted meanwhile stays accepted. */
export function confirm(
  order: Order,
  { payment, attempt, delivery, points }: Confirmation,
  now: Date,
  windowMs: number,
): Order {
  if (order.payment !== null) return order;
  return changed(
    order,
    now,
    {
      status: order.status === 'placed' ? 'confirmed' : order.status,
      payment: { ...payment, status: 'approved' },
      delivery: { ...delivery, status: 'started' },
      points: { rate: points.rate, points: points.points },
      cancellableUntil: new Date(now.getTime() + windowMs).toISOString(),
    },
    ...(attempt ? [attempted(attempt)] : []),
    approved(payment, attempt, now),
    event(delivery.startedAt, 'DeliveryStarted', { deliveryId: delivery.deliveryId }),
    event(points.accruedAt, 'PointsAccrued', { rate: points.rate, points: points.points }),
    event(now.toISOString(), 'OrderConfirmed'),
  );
}

/** The cancellation window is over: from here on the order can no longer change, unless a cancellation came in time. */
export function closeWindow(order: Order, now: Date): Order {
  return order.status === 'confirmed' && !order.final ? changed(order, now, { final: true }) : order;
}

/** The saga is over without a delivery: nothing was charged, or it was given back. */
export function close(order: Order, ending: Closing, now: Date): Order {
  if (order.final) return closedBefore(order, ending, now);
  const outcome = isOvertaken(order, ending) ? { ...ending, ...CANCELLED } : ending;
  return changed(
    order,
    now,
    {
      status: outcome.as,
      reason: outcome.reason,
      payment: paymentAfter(order, outcome),
      delivery: order.delivery && { ...order.delivery, status: 'cancelled' },
      final: true,
    },
    ...closingEvents(order, outcome, now),
  );
}

const CANCELLED = { as: 'cancelled', reason: 'cancelled-by-customer' } as const;

/** The saga gave the order up without knowing that its cancellation had been accepted. A declined card stays declined. */
function isOvertaken({ status }: Order, { as, reason }: Closing): boolean {
  return status === 'cancelling' && as === 'rejected' && reason !== 'card-declined';
}

/** A closed order stays as it is, but for a charge that turned up late and was given back. */
function closedBefore(order: Order, { payment, refundedAt }: Closing, now: Date): Order {
  if (order.payment !== null || !payment || !refundedAt) return order;
  return changed(
    order,
    now,
    { payment: { ...payment, status: 'cancelled' } },
    approved(payment, null, now),
    refunded(payment, refundedAt),
  );
}

function paymentAfter(order: Order, { payment, attempt, refundedAt }: Closing): Order['payment'] {
  if (attempt?.outcome === 'declined') return { paymentId: null, status: 'declined', approvedAt: null };
  if (payment && refundedAt) return { ...payment, status: 'cancelled' };
  return order.payment;
}

function closingEvents(order: Order, outcome: Closing, now: Date): OrderEvent[] {
  const { attempt, payment, refundedAt, deliveryCancelledAt } = outcome;
  const events: OrderEvent[] = [];
  if (attempt && order.payment === null) events.push(attempted(attempt));
  if (attempt?.outcome === 'declined') events.push(event(attempt.at, 'PaymentDeclined', { detail: attempt.detail }));
  if (payment && order.payment === null) events.push(approved(payment, attempt, now));
  if (payment && refundedAt) events.push(refunded(payment, refundedAt));
  if (deliveryCancelledAt) events.push(event(deliveryCancelledAt, 'DeliveryCancelled'));
  const end = outcome.as === 'rejected' ? 'OrderRejected' : 'OrderCancelled';
  return [...events, event(now.toISOString(), end, { reason: outcome.reason })];
}
