import { type ChangeFeedIteratorOptions, ChangeFeedStartFrom, type Container } from '@azure/cosmos';
import { expect, it } from 'vitest';
import { cosmosUnderTest, isStandIn, standIn } from './support/cosmosUnderTest.js';

async function orders() {
  const { container } = await cosmosUnderTest();
  return await container();
}

const create = (container: Container, id: string, customerId = 'kim') => container.items.create({ id, customerId });

/** Reads until nothing is new. */
async function changes(container: Container, options: ChangeFeedIteratorOptions) {
  const iterator = container.items.getChangeFeedIterator<Record<string, unknown>>(options);
  const documents: Record<string, unknown>[] = [];
  const pages: number[] = [];
  for (;;) {
    const page = await iterator.readNext();
    if (page.statusCode === 304)
      return { documents, pages, ids: documents.map(({ id }) => id), end: page.continuationToken };
    documents.push(...(page.result as unknown as Record<string, unknown>[]));
    pages.push(page.count);
  }
}

const beginning = () => ({ changeFeedStartFrom: ChangeFeedStartFrom.Beginning() });

it('shows every item once, at its latest version and place', async () => {
  const container = await orders();
  for (const id of ['a', 'b', 'c']) await create(container, id);
  await container.items.upsert({ id: 'a', customerId: 'kim', again: true });
  const { documents, ids } = await changes(container, beginning());
  expect(ids).toEqual(['b', 'c', 'a']);
  expect(documents[2]).toMatchObject({ again: true });
});

it('says nothing of deleted items', async () => {
  const container = await orders();
  for (const id of ['a', 'b']) await create(container, id);
  await container.item('a', 'kim').delete();
  expect((await changes(container, beginning())).ids).toEqual(['b']);
});

it('numbers the writes in their order', async () => {
  const container = await orders();
  for (const id of ['a', 'b', 'c']) await create(container, id);
  const { documents } = await changes(container, beginning());
  const lsns = documents.map(({ _lsn }) => Number(_lsn));
  expect(lsns).toEqual([...lsns].sort((a, b) => a - b));
  expect(new Set(lsns).size).toBe(3);
});

it('goes on from a saved position', async () => {
  const container = await orders();
  await create(container, 'a');
  const { end } = await changes(container, beginning());
  await create(container, 'b');
  await container.items.upsert({ id: 'a', customerId: 'kim' });
  const later = await changes(container, { changeFeedStartFrom: ChangeFeedStartFrom.Continuation(end) });
  expect(later.ids).toEqual(['b', 'a']);
});

it('starts from now when asked to, without what was written before', async () => {
  const container = await orders();
  await create(container, 'old');
  const iterator = container.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Now() });
  expect((await iterator.readNext()).statusCode).toBe(304);
  await create(container, 'new');
  expect((await iterator.readNext()).result).toMatchObject([{ id: 'new' }]);
});

it.runIf(isStandIn)('starts from a time, exclusive and in seconds', async () => {
  const { container, clock } = await standIn();
  const orders = await container();
  await create(orders, 'before');
  clock.advance(5_000);
  const time = new Date(clock.now());
  clock.advance(1_000);
  await create(orders, 'after');
  const { ids } = await changes(orders, { changeFeedStartFrom: ChangeFeedStartFrom.Time(time) });
  expect(ids).toEqual(['after']);
});

it('can be read for one key', async () => {
  const container = await orders();
  await create(container, 'a', 'kim');
  await create(container, 'b', 'lee');
  await create(container, 'c', 'kim');
  const { ids } = await changes(container, { changeFeedStartFrom: ChangeFeedStartFrom.Beginning('kim') });
  expect(ids).toEqual(['a', 'c']);
});

it('ends a page where it is large enough, as reading all items does', async () => {
  const container = await orders();
  const text = 'x'.repeat(1.5 * 1024 * 1024);
  for (const id of ['a', 'b', 'c', 'd']) await container.items.create({ id, customerId: 'kim', text });
  const { pages, ids } = await changes(container, beginning());
  expect(ids).toEqual(['a', 'b', 'c', 'd']);
  expect(pages.length).toBeGreaterThan(1);
  const page = await container.items.readAll().fetchNext();
  expect([page.resources.length < 4, page.hasMoreResults]).toEqual([true, true]);
});

it('comes in pages of the wanted length', async () => {
  const container = await orders();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await create(container, id);
  const { pages, ids } = await changes(container, { ...beginning(), maxItemCount: 2 });
  expect([pages, ids]).toEqual([
    [2, 2, 1],
    ['a', 'b', 'c', 'd', 'e'],
  ]);
});

it('never splits what was written together', async () => {
  const container = await orders();
  await container.items.batch(
    ['a', 'b', 'c'].map((id) => ({ operationType: 'Create' as const, resourceBody: { id, customerId: 'kim' } })),
    'kim',
  );
  const { pages, documents } = await changes(container, { ...beginning(), maxItemCount: 1 });
  expect(pages).toEqual([3]);
  expect(new Set(documents.map(({ _lsn }) => _lsn)).size).toBe(1);
});

it('holds all items, however often they were written', async () => {
  const container = await orders();
  const ids = Array.from({ length: 40 }, (_, n) => `o${n}`);
  for (let round = 0; round < 30; round++) {
    await Promise.all(ids.map((id) => container.items.upsert({ id, customerId: 'kim', round })));
  }
  const { documents } = await changes(container, beginning());
  expect(documents.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(documents.every(({ round }) => round === 29)).toBe(true);
});
