import { describe, expect, it } from 'vitest';
import { sharedShop } from '../support/sharedShop.js';

const shop = sharedShop();

describe('a breakfast, from order to reward', () => {
  it('is paid, delivered and rewarded, and MyPoint shows it', async () => {
    const { status, body } = await shop.order({ customer: 'rewarded', quantity: 3, wait: 10 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'confirmed',
      amount: 3,
      totalPrice: 27_000,
      payment: { status: 'approved' },
      delivery: { status: 'started' },
      points: { rate: 0.1, points: 2_700 },
    });
    const points = await shop.pointsOnce('rewarded', ({ balance }) => balance > 0);
    expect(points).toMatchObject({ balance: 2_700, accrued: 2_700, revoked: 0 });
    expect(points.entries).toMatchObject([
      { orderId: body.orderId, paymentId: body.payment?.paymentId, status: 'accrued' },
    ]);
    expect(await shop.bookOf(body.orderId)).toMatchObject({ status: 'DONE', totalAmount: 27_000 });
  });

  it.each([
    { amount: 4, rate: 0.1, points: 3_600 },
    { amount: 5, rate: 0.2, points: 9_000 },
    { amount: 6, rate: 0.2, points: 10_800 },
  ])('earns at rate $rate for an amount of $amount', async ({ amount, rate, points }) => {
    const { body } = await shop.order({ customer: `amount-${amount}`, quantity: amount, wait: 10 });
    expect(body.points).toEqual({ rate, points });
    await shop.pointsOnce(`amount-${amount}`, ({ balance }) => balance === points);
  });

  it('is rejected for a declined card: no delivery, no points, no money', async () => {
    const { status, body } = await shop.order({ customer: 'rejected', card: 'bk_declined', wait: 10 });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'rejected', reason: 'card-declined', delivery: null, points: null });
    expect(await shop.bookOf(body.orderId)).toBeUndefined();
    expect(await shop.points('rejected')).toMatchObject({ balance: 0, entries: [] });
  });

  it('is undone by a cancel: the money goes back, the delivery is called off, the points go', async () => {
    const { body: order } = await shop.order({ customer: 'undone', quantity: 5, wait: 10 });
    await shop.pointsOnce('undone', ({ balance }) => balance === 9_000);
    const { status, body } = await shop.cancel(order.orderId, 10);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled-by-customer',
      payment: { status: 'cancelled' },
      delivery: { status: 'cancelled' },
    });
    expect(await shop.bookOf(order.orderId)).toMatchObject({ status: 'CANCELED' });
    const points = await shop.pointsOnce('undone', ({ balance }) => balance === 0);
    expect(points).toMatchObject({ accrued: 9_000, revoked: 9_000, entries: [{ status: 'revoked' }] });
  });
});
