import { describe, expect, it } from 'vitest';
import { NO_ORDER } from '../support/breakfast.js';
import { openShop } from '../support/shop.js';
import { until } from '../support/until.js';
import { problem } from './support/problems.js';

const shop = openShop({ settings: { PAYMENT_RETRY_FIRST_MS: '50', CIRCUIT_MINIMUM_CALLS: '1000' } });

interface Event {
  readonly at: string;
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

async function timeline(orderId: string): Promise<Event[]> {
  const { status, body } = await shop.call<{ orderId: string; events: Event[] }>('GET', `/orders/${orderId}/timeline`);
  expect(status).toBe(200);
  expect(body.orderId).toBe(orderId);
  const times = body.events.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
  return body.events;
}

const types = (events: Event[]) => events.map(({ type }) => type);

/** In any order: what happens at the same moment has none. */
const PAID = [
  'OrderPlaced',
  'PaymentAttempted',
  'PaymentApproved',
  'DeliveryStarted',
  'PointsAccrued',
  'OrderConfirmed',
];
const UNDONE = ['CancelRequested', 'PaymentCancelled', 'DeliveryCancelled', 'OrderCancelled', 'PointsRevoked'];

describe('GET /api/orders/{orderId}/timeline', () => {
  it('begins with the order', async () => {
    const { body } = await shop.order({ customer: 'kim' });
    expect((await timeline(body.orderId))[0]).toMatchObject({ type: 'OrderPlaced', detail: {} });
  });

  it('tells of an order that was paid, with the outcome of each attempt', async () => {
    const { body } = await shop.order({ customer: 'kim', quantity: 5, wait: 15 });
    const events = await timeline(body.orderId);
    expect(types(events).sort()).toEqual([...PAID].sort());
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'PaymentAttempted', detail: { attempt: 1, outcome: 'approved' } }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'PointsAccrued', detail: { rate: 0.2, points: 9_000 } }),
    );
  });

  it('tells of a declined card', async () => {
    const { body } = await shop.order({ customer: 'kim', card: 'bk_declined', wait: 15 });
    const events = await timeline(body.orderId);
    expect(types(events)).toEqual(['OrderPlaced', 'PaymentAttempted', 'PaymentDeclined', 'OrderRejected']);
    expect(events[1]?.detail).toMatchObject({ outcome: 'declined' });
    expect(events[3]?.detail).toMatchObject({ reason: 'card-declined' });
  });

  it('tells of everything that a cancel undid, down to the points', async () => {
    const { body } = await shop.order({ customer: 'kim', wait: 15 });
    await shop.cancel(body.orderId, 15);
    const events = await until('revoked points on the timeline', async () => {
      const current = await timeline(body.orderId);
      return types(current).includes('PointsRevoked') && current;
    });
    expect(types(events).sort()).toEqual([...PAID, ...UNDONE].sort());
    const causes = types(events).filter((type) =>
      ['OrderConfirmed', 'CancelRequested', 'PaymentCancelled', 'PointsRevoked'].includes(type),
    );
    expect(causes).toEqual(['OrderConfirmed', 'CancelRequested', 'PaymentCancelled', 'PointsRevoked']);
  });

  it('tells of attempts that failed before one succeeded', async () => {
    await shop.faults({ mode: 'overloaded' });
    const { body } = await shop.order({ customer: 'kim' });
    await until('a failed attempt', async () => types(await timeline(body.orderId)).includes('PaymentAttempted'));
    await shop.faults({ mode: 'none' });
    await shop.orderOnce(body.orderId, 'confirmed');
    const attempts = (await timeline(body.orderId)).filter(({ type }) => type === 'PaymentAttempted');
    expect(attempts.length).toBeGreaterThan(1);
    expect(attempts.map(({ detail }) => detail.attempt)).toEqual(attempts.map((_, index) => index + 1));
    const outcomes = attempts.map(({ detail }) => detail.outcome);
    expect(outcomes.at(-1)).toBe('approved');
    expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['overloaded']));
  });

  it('knows no other orders', async () => {
    expect(await shop.call('GET', `/orders/${NO_ORDER}/timeline`)).toMatchObject(problem('not-found'));
  });
});
