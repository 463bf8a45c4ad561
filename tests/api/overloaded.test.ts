import { beforeAll, describe, expect, it } from 'vitest';
import { breakfast } from '../support/breakfast.js';
import { type Answer, type OrderResource, openShop } from '../support/shop.js';
import { until } from '../support/until.js';
import { problem, wrongFields } from './support/problems.js';

const shop = openShop({ settings: { CIRCUIT_MINIMUM_CALLS: '3', CIRCUIT_OPEN_MS: '60000' } });

interface Health {
  readonly status: string;
  readonly payment: { readonly circuit: string; readonly retryAfterSeconds: number | null };
}
const health = () => shop.call<Health>('GET', '/health');

let confirmed: OrderResource;
let cancelled: OrderResource;

beforeAll(async () => {
  confirmed = (await shop.order({ customer: 'kim', key: 'before', wait: 15 })).body;
  cancelled = (await shop.order({ customer: 'kim', wait: 15 })).body;
  await shop.cancel(cancelled.orderId, 15);
  await shop.faults({ mode: 'overloaded' });
  await Promise.all(['a', 'b', 'c'].map((customer) => shop.order({ customer })));
  await until('an open circuit', async () => (await health()).body.payment.circuit === 'open');
});

/** 503, with the same pause in header and body. */
function turnedAway({ status, headers, body }: Answer): void {
  expect({ status, body }).toMatchObject(problem('payment-overloaded', { retryAfterSeconds: expect.any(Number) }));
  const { retryAfterSeconds } = body as { retryAfterSeconds: number };
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(headers.get('retry-after')).toBe(String(retryAfterSeconds));
  expect(headers.get('content-type')).toBe('application/problem+json');
}

describe('while the circuit is open', () => {
  it('new orders are turned away, with or without a key, waiting or not', async () => {
    turnedAway(await shop.order({ customer: 'kim' }));
    turnedAway(await shop.order({ customer: 'kim', key: 'new', wait: 5 }));
  });

  it('they are turned away in the language of the customer', async () => {
    const refused = await shop.call('POST', '/orders', breakfast(), { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.5' });
    turnedAway(refused);
    expect(refused.body).toMatchObject({ detail: expect.stringMatching(/결제/) });
  });

  it('a cancel is turned away, and changes nothing', async () => {
    turnedAway(await shop.cancel(confirmed.orderId));
    expect(await shop.getOrder(confirmed.orderId)).toMatchObject({ status: 200, body: { status: 'confirmed' } });
  });

  it('nothing of what is turned away reaches the provider', async () => {
    const before = await shop.requests();
    turnedAway(await shop.order({ customer: 'kim' }));
    turnedAway(await shop.cancel(confirmed.orderId));
    expect(await shop.requests()).toBe(before);
  });

  it('a key that was seen before still means its order, and no other', async () => {
    const again = await shop.order({ customer: 'kim', key: 'before' });
    expect(again).toMatchObject({ status: 200, body: { orderId: confirmed.orderId, status: 'confirmed' } });
    expect(await shop.order({ customer: 'kim', key: 'before', quantity: 9 })).toMatchObject(
      problem('idempotency-key-reused'),
    );
  });

  it('a cancel that is done stays done', async () => {
    expect(await shop.cancel(cancelled.orderId)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });

  it('bad requests are as bad as ever', async () => {
    expect(await shop.call('POST', '/orders', breakfast({ lines: [] }))).toMatchObject(wrongFields('lines'));
  });

  it('health tells of it, and is well: the shop can still be read', async () => {
    const { status, body } = await health();
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', payment: { circuit: 'open', retryAfterSeconds: expect.any(Number) } });
    await shop.pointsOnce('kim', ({ balance }) => balance === 900);
    expect((await shop.call('GET', `/orders/${confirmed.orderId}/timeline`)).status).toBe(200);
  });
});
