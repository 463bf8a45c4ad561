import { expect } from 'vitest';
import type { BookEntry, MyPointResource, OrderResource, Shop } from './shop.js';
import { until } from './until.js';

/** What customers were told with a 2xx, by order id. */
export interface Promises {
  readonly orders: ReadonlyMap<string, { readonly customer: string }>;
  readonly cancels: ReadonlySet<string>;
}

const SETTLED = ['confirmed', 'rejected', 'cancelled'];

/** Waits until every order has settled and MyPoint has caught up, then checks the shop's invariants. */
export async function checkInvariants(shop: Shop, promises: Promises, patienceMs = 30_000): Promise<void> {
  const promised = await settledOrders(shop, [...promises.orders.keys()], promises.cancels, patienceMs);
  for (const orderId of promises.cancels) {
    const status = promised.find((order) => order.orderId === orderId)?.status;
    expect(['cancelled', 'rejected'], `cancel of ${orderId}`).toContain(status);
  }
  // A customer who got no answer may have an order all the same; the provider knows of those that were paid.
  const paid = (await shop.books()).map(({ orderId }) => orderId).filter((orderId) => !promises.orders.has(orderId));
  const orders = [...promised, ...(await settledOrders(shop, paid, promises.cancels, patienceMs))];
  const books = await shop.books();
  for (const order of orders) checkMoney(order, books);
  for (const customer of new Set(orders.map(({ customerId }) => customerId))) {
    await checkPoints(
      shop,
      customer,
      orders.filter(({ customerId }) => customerId === customer),
      patienceMs,
    );
  }
}

function settledOrders(
  shop: Shop,
  orderIds: readonly string[],
  cancels: ReadonlySet<string>,
  patienceMs: number,
): Promise<OrderResource[]> {
  return Promise.all(
    orderIds.map((orderId) =>
      until(
        `order ${orderId} settled`,
        async () => {
          const { status, body } = await shop.getOrder(orderId);
          expect(status, `order ${orderId} was promised or paid`).toBe(200);
          const settled = SETTLED.includes(body.status) && !(cancels.has(orderId) && body.status === 'confirmed');
          return settled ? body : undefined;
        },
        patienceMs,
      ).catch(async (error) => {
        throw new Error(`${error.message}\n${await insideView(shop, orderId)}`);
      }),
    ),
  );
}

/** What the local Azure knows of an order, to understand a failure. */
async function insideView(shop: Shop, orderId: string): Promise<string> {
  const views = [`orchestrations/${orderId}`, 'entities'];
  const texts = views.map(async (view) => (await fetch(`${shop.process.url}/_local/${view}`)).text());
  const order = JSON.stringify((await shop.getOrder(orderId)).body);
  return [order, ...(await Promise.all(texts))].join('\n');
}

/** At most one payment per order; money is kept for confirmed orders only, and then the right sum. */
function checkMoney({ orderId, status, totalPrice, payment }: OrderResource, books: readonly BookEntry[]): void {
  const payments = books.filter((entry) => entry.orderId === orderId);
  expect(payments.length, `payments of ${orderId}`).toBeLessThanOrEqual(1);
  const kept = payments.filter((entry) => entry.status === 'DONE');
  if (status !== 'confirmed') {
    expect(kept, `money kept for ${status} ${orderId}`).toEqual([]);
    return;
  }
  expect(kept, `payment of ${orderId}`).toMatchObject([{ totalAmount: totalPrice, paymentKey: payment?.paymentId }]);
}

/** Points exist for approved payments that were not cancelled, once each, and MyPoint adds them up. */
async function checkPoints(
  shop: Shop,
  customer: string,
  orders: readonly OrderResource[],
  patienceMs: number,
): Promise<void> {
  const confirmed = orders.filter(({ status }) => status === 'confirmed');
  const owed = confirmed.reduce((sum, { points }) => sum + (points?.points ?? 0), 0);
  let seen: MyPointResource | undefined;
  await until(
    `${owed} points of ${customer}`,
    async () => {
      seen = await allPoints(shop, customer);
      return seen.balance === owed;
    },
    patienceMs,
  ).catch((error) => {
    throw new Error(`${error.message}\n${JSON.stringify(seen)}\n${JSON.stringify(orders)}`);
  });
  const entries = seen?.entries ?? [];
  const accrued = entries.filter(({ status }) => status === 'accrued').map(({ orderId }) => orderId);
  expect(accrued.sort(), `accruals of ${customer}`).toEqual(confirmed.map(({ orderId }) => orderId).sort());
  expect(new Set(entries.map(({ paymentId }) => paymentId)).size, `payments of ${customer}`).toBe(entries.length);
  expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(seen?.accrued);
}

async function allPoints(shop: Shop, customer: string): Promise<MyPointResource> {
  const entries: MyPointResource['entries'] = [];
  let token: string | null = '';
  for (;;) {
    const query: string = token === '' ? '' : `&continuationToken=${token}`;
    const { body } = await shop.call<MyPointResource>('GET', `/customers/${customer}/points?limit=100${query}`);
    entries.push(...body.entries);
    token = body.continuationToken;
    if (token === null) return { ...body, entries };
  }
}
