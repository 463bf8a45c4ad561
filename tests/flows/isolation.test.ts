import { describe, expect, it } from 'vitest';
import { LastingShop } from '../support/shop.js';

const REVOKE_POINTS_DOWN = { 'AzureWebJobs.revokePoints.Disabled': 'true' };
const PROJECTION_DOWN = { 'AzureWebJobs.projectMyPoint.Disabled': 'true' };

describe('with the points service down', () => {
  it('a cancel completes while the points stay; they go when the service is back', async () => {
    const shop = await LastingShop.open(REVOKE_POINTS_DOWN);
    const { body: order } = await shop.order({ customer: 'kim', quantity: 5, wait: 10 });
    await shop.pointsOnce('kim', ({ balance }) => balance === 9_000);

    const cancelled = await shop.cancel(order.orderId, 10);
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', payment: { status: 'cancelled' } } });
    expect(await shop.bookOf(order.orderId)).toMatchObject({ status: 'CANCELED' });
    expect(await shop.points('kim')).toMatchObject({ balance: 9_000 });

    await shop.reopen();
    await shop.pointsOnce('kim', ({ balance, revoked }) => balance === 0 && revoked === 9_000);
  });
});

describe('with the projection down', () => {
  it('orders are taken and rewarded, and MyPoint catches up when it is back', async () => {
    const shop = await LastingShop.open(PROJECTION_DOWN);
    const { body: kept } = await shop.order({ customer: 'lee', quantity: 3, wait: 10 });
    const { body: undone } = await shop.order({ customer: 'lee', quantity: 5, wait: 10 });
    expect(kept.points).toEqual({ rate: 0.1, points: 2_700 });
    await shop.cancel(undone.orderId, 10);
    expect(await shop.points('lee')).toMatchObject({ balance: 0, entries: [] });

    await shop.reopen();
    const points = await shop.pointsOnce('lee', ({ balance, revoked }) => balance === 2_700 && revoked === 9_000);
    expect(points.entries.map(({ orderId, status }) => [orderId, status])).toEqual([
      [undone.orderId, 'revoked'],
      [kept.orderId, 'accrued'],
    ]);
  });
});
