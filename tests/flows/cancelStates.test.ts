import { describe, expect, it } from 'vitest';
import { attemptSeen } from '../support/attemptSeen.js';
import { LastingShop, openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

/** Patient enough that a test decides when something is tried again, and a circuit that stays closed. */
const SETTINGS = {
  PAYMENT_TIMEOUT_MS: '1000',
  PAYMENT_RETRY_FIRST_MS: '60000',
  PAYMENT_RETRY_MAX_MS: '60000',
  CIRCUIT_MINIMUM_CALLS: '1000',
};
const RETRY_MS = 60_000;

const shop = openShop({ settings: SETTINGS });

async function chargeArrived(of: Shop, before: number): Promise<void> {
  await until('a charge that the provider works on', async () => (await of.requests()) > before);
}

describe('a cancel of', () => {
  it('an order whose saga has not started charges nothing', async () => {
    const lasting = await LastingShop.open({ 'AzureWebJobs.handleOrderCommand.Disabled': 'true' });
    const { body: order } = await lasting.order({ customer: 'kim' });
    expect(await lasting.cancel(order.orderId)).toMatchObject({ status: 202, body: { status: 'cancelling' } });
    await lasting.reopen();
    const cancelled = await lasting.orderOnce(order.orderId, 'cancelled');
    expect(cancelled).toMatchObject({ payment: null, delivery: null, points: null, reason: 'cancelled-by-customer' });
    expect(await lasting.bookOf(order.orderId)).toBeUndefined();
  });

  it('an order being charged waits for the charge, then gives the money back: nothing is delivered, no points', async () => {
    const before = await shop.requests();
    await shop.faults({ mode: 'slow', latencyMs: 600 });
    const { body: order } = await shop.order({ customer: 'charged' });
    await chargeArrived(shop, before);
    expect(await shop.cancel(order.orderId)).toMatchObject({ status: 202, body: { status: 'cancelling' } });
    await shop.faults({ mode: 'none' });
    const cancelled = await shop.orderOnce(order.orderId, 'cancelled');
    expect(cancelled).toMatchObject({ payment: { status: 'cancelled' }, delivery: null, points: null });
    expect(await shop.bookOf(order.orderId)).toMatchObject({ status: 'CANCELED' });
    expect(await shop.points('charged')).toMatchObject({ balance: 0, entries: [] });
  });

  it('an order being charged with a declined card leaves it rejected', async () => {
    const before = await shop.requests();
    await shop.faults({ mode: 'slow', latencyMs: 600 });
    const { body: order } = await shop.order({ customer: 'declined', card: 'bk_declined' });
    await chargeArrived(shop, before);
    expect(await shop.cancel(order.orderId)).toMatchObject({ status: 202 });
    await shop.faults({ mode: 'none' });
    expect(await shop.orderOnce(order.orderId, 'rejected', 'cancelled')).toMatchObject({
      status: 'rejected',
      reason: 'card-declined',
    });
  });

  it('an order whose charge is being retried stops the retries', async () => {
    await shop.faults({ mode: 'overloaded' });
    const { body: order } = await shop.order({ customer: 'retried' });
    await attemptSeen(shop, order.orderId, 'overloaded');
    await shop.faults({ mode: 'none' });
    expect(await shop.cancel(order.orderId, 10)).toMatchObject({
      status: 200,
      body: { status: 'cancelled', payment: null, delivery: null, points: null },
    });
    expect(await shop.bookOf(order.orderId)).toBeUndefined();
  });

  it('an order whose charge lost its answer finds the charge and gives it back', async () => {
    await shop.faults({ mode: 'slow', latencyMs: 2_500 });
    const { body: order } = await shop.order({ customer: 'lost' });
    await attemptSeen(shop, order.orderId, 'unknown');
    await shop.faults({ mode: 'none' });
    expect(await shop.bookOf(order.orderId)).toMatchObject({ status: 'DONE' });
    expect(await shop.cancel(order.orderId, 10)).toMatchObject({
      status: 200,
      body: { payment: { status: 'cancelled' } },
    });
    expect(await shop.bookOf(order.orderId)).toMatchObject({ status: 'CANCELED' });
  });

  it('a confirmed order undoes it, and is the same cancellation when it comes again', async () => {
    const { body: order } = await shop.order({ customer: 'twice', quantity: 5, wait: 10 });
    await shop.pointsOnce('twice', ({ balance }) => balance === 9_000);
    await shop.faults({ mode: 'down' });
    expect(await shop.cancel(order.orderId)).toMatchObject({ status: 202, body: { status: 'cancelling' } });
    expect(await shop.cancel(order.orderId)).toMatchObject({ status: 202, body: { status: 'cancelling' } });
    await until('a refund that failed', async () => (await shop.process.idle()) === true);
    await shop.faults({ mode: 'none' });
    await shop.process.advance(RETRY_MS);
    await shop.orderOnce(order.orderId, 'cancelled');
    expect(await shop.cancel(order.orderId)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    await shop.pointsOnce('twice', ({ balance, revoked }) => balance === 0 && revoked === 9_000);
  });
});
