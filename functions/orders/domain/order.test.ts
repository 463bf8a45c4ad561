import { describe, expect, it } from 'vitest';
import { placedOrder as placed } from '../../../tests/support/placedOrder.js';
import type { Closing, Confirmation, Order } from '../messages.js';
import { priceLines } from './draftOrder.js';
import { MENU } from './menu.js';
import { cancellability, close, closeWindow, confirm, isSettled, markCancelling, recordAttempt } from './order.js';

const WINDOW_MS = 600_000;
const now = new Date('2026-05-01T07:30:00.000Z');
const at = now.toISOString();
const insideTheWindow = new Date(now.getTime() + WINDOW_MS - 1);
const pastTheWindow = new Date(now.getTime() + WINDOW_MS);

const attempt = { at, attempt: 1, outcome: 'approved' } as const;
const payment = { paymentId: 'p-1', approvedAt: at };
const paidAndUnderWay: Confirmation = {
  payment,
  attempt,
  delivery: { deliveryId: 'd-1', startedAt: at },
  points: { rate: 0.2, points: 9_000, accruedAt: at },
};
const nothing = { attempt: null, payment: null, refundedAt: null, deliveryCancelledAt: null };
const declined: Closing = {
  ...nothing,
  as: 'rejected',
  reason: 'card-declined',
  attempt: { at, attempt: 1, outcome: 'declined', detail: 'REJECT_CARD_COMPANY' },
};
const refunded: Closing = {
  as: 'cancelled',
  reason: 'cancelled-by-customer',
  attempt,
  payment,
  refundedAt: at,
  deliveryCancelledAt: at,
};

const placedOrder = () => placed('o-1', now);
const confirmedOrder = () => confirm(placedOrder(), paidAndUnderWay, now, WINDOW_MS);
const rejectedOrder = () => close(placedOrder(), declined, now);
const cancelledOrder = () => close(confirmedOrder(), refunded, now);

const cancelled = (order: Order) => markCancelling(order, insideTheWindow, null);

const types = (order: Order) => order.events.map(({ type }) => type);

describe('an order', () => {
  it('is priced from the menu', () => {
    expect(placedOrder()).toMatchObject({ status: 'placed', amount: 5, totalPrice: 45_000 });
  });

  it('is refused for dishes that are not on the menu, by the positions of their lines', () => {
    const lines = ['egg-toast', 'pizza', 'kimbap', 'burger'].map((menuId) => ({ menuId, quantity: 1 }));
    expect(priceLines(lines, MENU)).toEqual({ accepted: false, refusal: { unknownLines: [1, 3] } });
  });

  it('is confirmed once it is paid, under way and rewarded', () => {
    expect(confirmedOrder()).toMatchObject({
      status: 'confirmed',
      payment: { paymentId: 'p-1', status: 'approved' },
      delivery: { status: 'started' },
      points: { rate: 0.2, points: 9_000 },
      cancellableUntil: pastTheWindow.toISOString(),
      reason: null,
    });
  });

  it('stays as it is when it is confirmed again', () => {
    const confirmed = confirmedOrder();
    expect(confirm(confirmed, paidAndUnderWay, pastTheWindow, WINDOW_MS)).toBe(confirmed);
  });

  it('keeps an accepted cancellation when the payment completes meanwhile', () => {
    const order = confirm(cancelled(placedOrder()), paidAndUnderWay, now, WINDOW_MS);
    expect(order).toMatchObject({ status: 'cancelling', payment: { status: 'approved' } });
  });

  it('is rejected without delivery and points when the card is declined', () => {
    expect(rejectedOrder()).toMatchObject({
      status: 'rejected',
      reason: 'card-declined',
      payment: { paymentId: null, status: 'declined', approvedAt: null },
      delivery: null,
      points: null,
    });
  });

  it('shows a charge that turned up late as given back, and stays rejected', () => {
    const unavailable = close(placedOrder(), { ...nothing, as: 'rejected', reason: 'payment-unavailable' }, now);
    const order = close(
      unavailable,
      { ...refunded, as: 'rejected', reason: 'payment-unavailable', attempt: null },
      now,
    );
    expect(order).toMatchObject({ status: 'rejected', payment: { paymentId: 'p-1', status: 'cancelled' } });
  });
});

describe('a cancellation', () => {
  it.each([
    ['while the payment is under way', placedOrder],
    ['inside the window of a confirmed order', confirmedOrder],
  ])('is possible %s', (_, order) => {
    expect(cancellability(order(), insideTheWindow)).toBe('possible');
    expect(cancelled(order())).toMatchObject({ status: 'cancelling' });
  });

  it('is refused past the window', () => {
    expect(cancellability(confirmedOrder(), pastTheWindow)).toBe('not-cancellable');
  });

  it('is refused once the window was closed, whatever the clock of this instance says', () => {
    const final = closeWindow(confirmedOrder(), pastTheWindow);
    expect(cancellability(final, insideTheWindow)).toBe('not-cancellable');
    expect(cancelled(final)).toBe(final);
  });

  it('is refused for a rejected order', () => {
    const rejected = rejectedOrder();
    expect(cancellability(rejected, now)).toBe('not-cancellable');
    expect(cancelled(rejected)).toBe(rejected);
  });

  it('counts when it was sent in time, though the clock has passed the window meanwhile', () => {
    expect(markCancelling(confirmedOrder(), pastTheWindow, null)).toMatchObject({ status: 'cancelling' });
  });

  it.each([
    ['being cancelled', () => cancelled(confirmedOrder())],
    ['cancelled', cancelledOrder],
  ])('is the same cancellation when it comes again for an order %s', (_, order) => {
    const before = order();
    expect(cancellability(before, now)).toBe('underWay');
    expect(cancelled(before)).toBe(before);
  });

  it('wins over the end of the window when it came first', () => {
    const cancelling = cancelled(confirmedOrder());
    expect(closeWindow(cancelling, pastTheWindow)).toBe(cancelling);
  });

  it('ends with the payment cancelled and the delivery called off', () => {
    expect(cancelledOrder()).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled-by-customer',
      payment: { status: 'cancelled' },
      delivery: { status: 'cancelled' },
    });
  });

  it.each(['payment-unavailable', 'fulfilment-failed'] as const)(
    'that was accepted stands where the saga ends with %s',
    (reason) => {
      const order = close(cancelled(placedOrder()), { ...nothing, as: 'rejected', reason }, now);
      expect(order).toMatchObject({ status: 'cancelled', reason: 'cancelled-by-customer' });
      expect(order.events.at(-1)).toMatchObject({
        type: 'OrderCancelled',
        detail: { reason: 'cancelled-by-customer' },
      });
    },
  );

  it('changes nothing for a declined card: nothing was taken', () => {
    expect(close(cancelled(placedOrder()), declined, now)).toMatchObject({
      status: 'rejected',
      reason: 'card-declined',
    });
  });

  it('leaves a cancelled order as it is when it is closed again', () => {
    const order = cancelledOrder();
    expect(close(order, refunded, pastTheWindow)).toBe(order);
  });
});

describe('the events of an order', () => {
  it('tell its whole story', () => {
    expect(types(close(cancelled(confirmedOrder()), refunded, now))).toEqual([
      'OrderPlaced',
      'PaymentAttempted',
      'PaymentApproved',
      'DeliveryStarted',
      'PointsAccrued',
      'OrderConfirmed',
      'CancelRequested',
      'PaymentCancelled',
      'DeliveryCancelled',
      'OrderCancelled',
    ]);
  });

  it('name each attempt once', () => {
    const overloaded = { at, attempt: 1, outcome: 'overloaded' } as const;
    const once = recordAttempt(placedOrder(), overloaded, now);
    expect(recordAttempt(once, overloaded, now)).toBe(once);
    expect(types(once)).toEqual(['OrderPlaced', 'PaymentAttempted']);
  });

  it('tell of a declined card', () => {
    expect(types(rejectedOrder())).toEqual(['OrderPlaced', 'PaymentAttempted', 'PaymentDeclined', 'OrderRejected']);
  });
});

describe('an order is settled', () => {
  it.each([
    ['confirmed', confirmedOrder],
    ['rejected', rejectedOrder],
    ['cancelled', cancelledOrder],
  ])('when it is %s', (_, order) => expect(isSettled(order())).toBe(true));

  it.each([
    ['placed', placedOrder],
    ['cancelling', () => cancelled(placedOrder())],
  ])('not while it is %s', (_, order) => expect(isSettled(order())).toBe(false));
});
