import { expect, it } from 'vitest';
import { cosmosUnderTest } from './support/cosmosUnderTest.js';

const order = { id: 'a', customerId: 'kim' };
const STALE = '"00000000-0000-0000-0000-000000000000"';
const ifMatch = (condition: string) => ({ accessCondition: { type: 'IfMatch', condition } });
const ifNoneMatch = (condition: string) => ({ accessCondition: { type: 'IfNoneMatch', condition } });

async function storedOrder() {
  const { container } = await cosmosUnderTest();
  const orders = await container();
  const { etag } = await orders.items.create(order);
  return { orders, item: orders.item('a', 'kim'), etag };
}

it('every write gives an item a new ETag', async () => {
  const { orders, item, etag } = await storedOrder();
  const etags = [etag, (await orders.items.upsert(order)).etag, (await item.replace(order)).etag];
  etags.push((await item.patch([{ op: 'set', path: '/n', value: 1 }])).etag);
  expect(new Set(etags).size).toBe(4);
});

it('replace, patch, upsert and delete go through at the version they name', async () => {
  const { orders, item, etag } = await storedOrder();
  const replaced = await item.replace(order, ifMatch(etag));
  const patched = await item.patch([{ op: 'set', path: '/n', value: 1 }], ifMatch(replaced.etag));
  const upserted = await orders.items.upsert(order, ifMatch(patched.etag));
  expect((await item.delete(ifMatch(upserted.etag))).statusCode).toBe(204);
});

it('replace, patch, upsert and delete are refused with 412 at another version, and change nothing', async () => {
  const { orders, item, etag } = await storedOrder();
  const refused = { code: 412 };
  await expect(item.replace({ ...order, n: 1 }, ifMatch(STALE))).rejects.toMatchObject(refused);
  await expect(item.patch([{ op: 'set', path: '/n', value: 1 }], ifMatch(STALE))).rejects.toMatchObject(refused);
  await expect(orders.items.upsert({ ...order, n: 1 }, ifMatch(STALE))).rejects.toMatchObject(refused);
  await expect(item.delete(ifMatch(STALE))).rejects.toMatchObject(refused);
  expect((await item.read()).etag).toBe(etag);
});

it('of many that replace the same version, one wins', async () => {
  const { item, etag } = await storedOrder();
  const attempts = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) => item.replace({ ...order, n }, ifMatch(etag))),
  );
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('a read that names the version it has is answered 304', async () => {
  const { item, etag } = await storedOrder();
  expect((await item.read(ifNoneMatch(etag))).statusCode).toBe(304);
  await item.replace(order);
  expect((await item.read(ifNoneMatch(etag))).statusCode).toBe(200);
});

it('of many that create the same item, one wins', async () => {
  const { orders } = await storedOrder();
  const attempts = await Promise.allSettled(
    Array.from({ length: 10 }, () => orders.items.create({ id: 'new', customerId: 'kim' })),
  );
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
