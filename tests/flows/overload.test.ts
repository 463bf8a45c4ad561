import { beforeEach, describe, expect, it } from 'vitest';
import { openShop } from '../support/shop.js';
import { until } from '../support/until.js';

const OPEN_MS = 60_000;
const shop = openShop({
  settings: {
    PAYMENT_TIMEOUT_MS: '1000',
    PAYMENT_RETRY_FIRST_MS: '1000',
    PAYMENT_RETRY_MAX_MS: '30000',
    PAYMENT_PATIENCE_SECONDS: '600',
    CIRCUIT_MINIMUM_CALLS: '3',
    CIRCUIT_OPEN_MS: String(OPEN_MS),
  },
});

interface Health {
  readonly payment: { readonly circuit: string; readonly retryAfterSeconds: number | null };
}

/** Orders that a test has left in flight. */
const taken: string[] = [];

const health = async () => (await shop.call<Health>('GET', '/health')).body.payment;

/** Lets so many orders run into an overloaded provider that the circuit opens. @returns the orders in flight */
async function overload(customer: string): Promise<string[]> {
  await shop.faults({ mode: 'overloaded' });
  const orders = await Promise.all([1, 2, 3].map(() => shop.order({ customer })));
  await until('an open circuit', async () => (await health()).circuit === 'open');
  // An order whose saga begins only after time was moved is as patient as one that begins then.
  await until('every order waiting for its next attempt', () => shop.process.idle());
  const inFlight = orders.filter(({ status }) => status === 202).map(({ body }) => body.orderId);
  taken.push(...inFlight);
  return inFlight;
}

/** Moves time until the circuit has let a probe through and closed again. */
async function recover(): Promise<void> {
  await shop.faults({ mode: 'none' });
  await until('a closed circuit', async () => {
    if ((await health()).circuit === 'closed') return true;
    await shop.process.advance(OPEN_MS / 4);
    return false;
  });
}

/** Moves time until the orders have been decided. */
async function decided(orderIds: readonly string[]): Promise<void> {
  for (const orderId of orderIds) {
    await until(`order ${orderId} decided`, async () => {
      if ((await shop.getOrder(orderId)).body.status !== 'placed') return true;
      await shop.process.advance(5_000);
      return false;
    });
  }
}

// What an earlier test left in flight would open the circuit before a test's own orders are taken.
beforeEach(async () => {
  await recover();
  await decided(taken.splice(0));
});

describe('while the provider is overloaded', () => {
  it('what was in flight completes after recovery, each order paid once', async () => {
    const inFlight = await overload('lee');
    expect(inFlight.length).toBeGreaterThan(0);
    await recover();
    await decided(inFlight);
    const books = await shop.books();
    for (const orderId of inFlight) {
      expect(books.filter((entry) => entry.orderId === orderId)).toMatchObject([{ status: 'DONE' }]);
    }
  });

  it('the provider sees no more than a probe per open period', async () => {
    await overload('park');
    const before = await shop.requests();
    await shop.process.advance(OPEN_MS + 1_000);
    await Promise.all(Array.from({ length: 20 }, () => shop.order({ customer: 'park' })));
    await until('the circuit open again', async () => (await health()).circuit === 'open');
    expect((await shop.requests()) - before).toBeLessThanOrEqual(2);
  });

  it('one line in the log tells of each change of the circuit', async () => {
    const story = () => shop.process.output().match(/payment circuit (opened|stays open|closed)/g) ?? [];
    const toldClosed = () => story().length === 0 || story().at(-1) === 'payment circuit closed';
    await until('the log of earlier changes', toldClosed);
    const from = story().length;
    await overload('choi');
    await recover();
    await until('the log of both changes', () => story().length > from && toldClosed());
    expect(story().slice(from)).toEqual(['payment circuit opened', 'payment circuit closed']);
  });
});

describe('when the provider stays overloaded longer than the patience', () => {
  it('an order is rejected as payment-unavailable, though the provider turns away whoever asks', async () => {
    const [orderId = ''] = await overload('yoon');
    await shop.process.advance(700_000);
    await decided([orderId]);
    expect(await shop.getOrder(orderId)).toMatchObject({ body: { status: 'rejected', reason: 'payment-unavailable' } });
    expect(await shop.bookOf(orderId)).toBeUndefined();
    await recover();
  });
});

describe('when the provider stays away longer than the patience', () => {
  it('an order is rejected as payment-unavailable, once it is certain that nothing was charged', async () => {
    await shop.faults({ mode: 'down' });
    const { orderId } = (await shop.order({ customer: 'jung' })).body;
    await until('the first attempt made', () => shop.process.idle());
    await shop.process.advance(700_000);
    await until('the last attempt made', () => shop.process.idle());
    expect(await shop.getOrder(orderId)).toMatchObject({ body: { status: 'placed' } });
    await recover();
    await decided([orderId]);
    expect(await shop.getOrder(orderId)).toMatchObject({ body: { status: 'rejected', reason: 'payment-unavailable' } });
    expect(await shop.bookOf(orderId)).toBeUndefined();
  });
});
