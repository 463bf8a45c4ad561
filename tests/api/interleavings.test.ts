import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { sharedShop } from '../support/sharedShop.js';
import type { OrderResource } from '../support/shop.js';
import { type Diary, morning, spend, type Told } from './support/morning.js';

const MORNINGS = 10;

const shop = sharedShop();
const ends = new Set<string>();

/** One order at rest against what its customer was told and the provider's books. */
async function checkOrder({ orderIds, bodies, cancelAccepted }: Told): Promise<OrderResource> {
  expect(orderIds.size, 'orders of one key').toBe(1);
  expect(bodies.size, 'bodies taken for one key').toBe(1);
  const [orderId = ''] = orderIds;
  const [body = ''] = bodies;
  const order = await shop.orderOnce(orderId, 'confirmed', 'rejected', 'cancelled');
  ends.add(order.status);
  const declined = JSON.parse(body).billingKey === 'bk_declined';
  const charges = (await shop.books()).filter((entry) => entry.orderId === orderId);
  const kept = charges.filter(({ status }) => status === 'DONE');

  if (declined) expect(['rejected', 'cancelled']).toContain(order.status);
  else expect(order.status).toBe(cancelAccepted ? 'cancelled' : 'confirmed');
  expect(charges.length, 'payments of one order').toBeLessThanOrEqual(1);
  expect(kept.map(({ totalAmount }) => totalAmount)).toEqual(order.status === 'confirmed' ? [order.totalPrice] : []);
  expect(order.amount * 9_000).toBe(order.totalPrice);
  expect(JSON.parse(body).lines[0].quantity).toBe(order.amount);
  return order;
}

/** A customer's books at rest: points exist for what is paid and kept, and for nothing else. */
async function checkCustomer(customerId: string, diary: Diary): Promise<void> {
  const orders = await Promise.all([...diary.values()].map(checkOrder));
  const due = new Map(
    orders
      .filter(({ status }) => status === 'confirmed')
      .map(({ orderId, amount, totalPrice }) => [orderId, Math.floor(totalPrice * (amount >= 5 ? 0.2 : 0.1))]),
  );
  const balance = [...due.values()].reduce((sum, points) => sum + points, 0);
  const paid = orders.filter(({ points }) => points !== null).length;
  const points = await shop.pointsOnce(
    customerId,
    (current) => current.balance === balance && current.entries.length >= paid,
  );
  const accrued = points.entries.filter(({ status }) => status === 'accrued');
  expect(new Map(accrued.map((entry) => [entry.orderId, entry.points]))).toEqual(due);
  expect(points.accrued - points.revoked).toBe(balance);
  expect(new Set(points.entries.map(({ paymentId }) => paymentId)).size).toBe(points.entries.length);
}

it('any interleaving of placing, repeating, cancelling and reading keeps the books, the orders and the points at one', {
  timeout: 120_000,
}, async () => {
  onTestFinished(() => shop.faults({ mode: 'none' }));
  let customers = 0;
  const property = fc.asyncProperty(morning, fc.constantFrom(0, 30), async (clientsOf, latencyMs) => {
    await shop.faults(latencyMs === 0 ? { mode: 'none' } : { mode: 'slow', latencyMs });
    const first = customers;
    customers += clientsOf.length;
    const diaries = await Promise.all(
      clientsOf.map((clients, index) => spend(shop.process.url, `morning-${first + index}`, clients)),
    );
    await Promise.all(diaries.map((diary, index) => checkCustomer(`morning-${first + index}`, diary)));
  });
  // Chance has a hand in what happens at once, so that a smaller counterexample would prove nothing.
  await fc.assert(property, { numRuns: MORNINGS, endOnFailure: true });
  expect([...ends]).toEqual(expect.arrayContaining(['confirmed', 'cancelled']));
});
