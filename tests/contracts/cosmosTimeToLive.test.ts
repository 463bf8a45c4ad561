import { expect, it } from 'vitest';
import { until } from '../support/until.js';
import { isStandIn, standIn } from './support/cosmosUnderTest.js';

const SECOND = 1000;

async function expiring(defaultTtl: number | undefined) {
  const account = await standIn();
  return { ...account, orders: await account.container(defaultTtl === undefined ? {} : { defaultTtl }) };
}

it.runIf(isStandIn)("an item is gone once the container's time to live has passed since its last write", async () => {
  const { orders, clock } = await expiring(100);
  const item = orders.item('a', 'kim');
  await orders.items.create({ id: 'a', customerId: 'kim' });
  clock.advance(60 * SECOND);
  await item.replace({ id: 'a', customerId: 'kim' });
  clock.advance(60 * SECOND);
  expect((await item.read()).statusCode).toBe(200);
  clock.advance(50 * SECOND);
  expect((await item.read()).statusCode).toBe(404);
  expect((await orders.items.query('SELECT * FROM c').fetchAll()).resources).toEqual([]);
  expect((await orders.items.create({ id: 'a', customerId: 'kim' })).statusCode).toBe(201);
});

it.runIf(isStandIn)('an item can have its own time to live, or none', async () => {
  const { orders, clock } = await expiring(10);
  await orders.items.create({ id: 'short', customerId: 'kim', ttl: 2 });
  await orders.items.create({ id: 'for ever', customerId: 'kim', ttl: -1 });
  clock.advance(3 * SECOND);
  expect((await orders.item('short', 'kim').read()).statusCode).toBe(404);
  clock.advance(1000 * SECOND);
  expect((await orders.item('for ever', 'kim').read()).statusCode).toBe(200);
});

it.runIf(isStandIn)('with -1 only items that say so expire, and without a setting none does', async () => {
  for (const [defaultTtl, status] of [
    [-1, 404],
    [undefined, 200],
  ] as const) {
    const { orders, clock } = await expiring(defaultTtl);
    await orders.items.create({ id: 'a', customerId: 'kim', ttl: 5 });
    await orders.items.create({ id: 'b', customerId: 'kim' });
    clock.advance(6 * SECOND);
    expect((await orders.item('a', 'kim').read()).statusCode).toBe(status);
    expect((await orders.item('b', 'kim').read()).statusCode).toBe(200);
  }
});

it.runIf(isStandIn)('expired items are swept from the store after a while', async () => {
  const { orders, clock, server, store } = await expiring(1);
  await orders.items.create({ id: 'a', customerId: 'kim' });
  const items = store.table('cosmos.items');
  expect([...items.entries()]).toHaveLength(1);
  clock.advance(120 * SECOND);
  await until('the sweep', () => [...items.entries()].length === 0);
  expect(server.containers()).toMatchObject([{ items: 0 }]);
});

it.runIf(isStandIn)('a time to live that is no positive number is refused with 400', async () => {
  const { orders } = await expiring(10);
  const wrong: unknown[] = [0, -2, 1.5, '5'];
  for (const ttl of wrong) {
    await expect(orders.items.create({ id: 'a', customerId: 'kim', ttl: ttl as number })).rejects.toMatchObject({
      code: 400,
    });
  }
});
