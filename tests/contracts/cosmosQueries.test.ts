import type { Container, SqlQuerySpec } from '@azure/cosmos';
import { expect, it } from 'vitest';
import { cosmosUnderTest } from './support/cosmosUnderTest.js';

const ORDERS = [
  { id: 'a', customerId: 'kim', total: 300, status: 'confirmed', lines: [{ menuId: 'rice' }], placedAt: '2026-01-01' },
  { id: 'b', customerId: 'kim', total: 100, status: 'rejected', lines: [{ menuId: 'toast' }], placedAt: '2026-01-03' },
  { id: 'c', customerId: 'kim', total: 200, status: 'confirmed', reason: null, placedAt: '2026-01-02' },
  { id: 'd', customerId: 'lee', total: 400, status: 'placed', lines: [], placedAt: '2026-01-04' },
];

async function orders(): Promise<Container> {
  const { container } = await cosmosUnderTest();
  const orders = await container();
  for (const order of ORDERS) await orders.items.create(order);
  return orders;
}

async function all(container: Container, query: string | SqlQuerySpec, partitionKey?: string): Promise<unknown[]> {
  const options = partitionKey === undefined ? {} : { partitionKey };
  return (await container.items.query(query, options).fetchAll()).resources;
}

const queries: [string, string, unknown[]][] = [
  ['compares', 'SELECT VALUE c.id FROM c WHERE c.total >= 200 AND c.total != 400 ORDER BY c.id', ['a', 'c']],
  ['combines', "SELECT VALUE c.id FROM c WHERE NOT (c.status = 'confirmed' OR c.total > 300)", ['b']],
  ['finds in a list', "SELECT VALUE c.id FROM c WHERE c.status IN ('placed', 'rejected') ORDER BY c.id", ['b', 'd']],
  ['finds between', 'SELECT VALUE c.id FROM c WHERE c.total BETWEEN 100 AND 200 ORDER BY c.id', ['b', 'c']],
  ['tells null', 'SELECT VALUE c.id FROM c WHERE c.reason = null', ['c']],
  ['tells what is there and not null', 'SELECT VALUE c.id FROM c WHERE c.lines != null ORDER BY c.id', ['a', 'b', 'd']],
  ['tells other types apart', "SELECT VALUE c.id FROM c WHERE c.total != '200' AND c.total != 200", ['a', 'b', 'd']],
  ['tells what is not there', 'SELECT VALUE c.id FROM c WHERE NOT IS_DEFINED(c.lines)', ['c']],
  ['orders downwards', 'SELECT VALUE c.id FROM c ORDER BY c.placedAt DESC', ['d', 'b', 'c', 'a']],
  ['leaves out what it orders by and is missing', 'SELECT VALUE c.id FROM c ORDER BY c.reason', ['c']],
  ['takes the top', 'SELECT TOP 2 VALUE c.id FROM c ORDER BY c.total', ['b', 'c']],
  ['skips and limits', 'SELECT VALUE c.id FROM c ORDER BY c.total OFFSET 1 LIMIT 2', ['c', 'a']],
  ['counts', 'SELECT VALUE COUNT(1) FROM c', [4]],
  ['counts what is there', 'SELECT VALUE COUNT(c.lines) FROM c', [3]],
  ['sums', "SELECT VALUE SUM(c.total) FROM c WHERE c.customerId = 'kim'", [600]],
  ['finds the most', 'SELECT VALUE MAX(c.placedAt) FROM c', ['2026-01-04']],
  ['makes objects', "SELECT c.id, c.total AS won FROM c WHERE c.id = 'a'", [{ id: 'a', won: 300 }]],
  ['names what it selects, with and without AS', "SELECT c.total won FROM c WHERE c.id = 'a'", [{ won: 300 }]],
  ['leaves out what is undefined', "SELECT c.id, c.reason FROM c WHERE c.id = 'a'", [{ id: 'a' }]],
  ['goes into arrays', "SELECT VALUE c.lines[0].menuId FROM c WHERE c.id = 'a'", ['rice']],
  ['reads properties in brackets', "SELECT VALUE c['total'] FROM c WHERE c['id'] = 'a'", [300]],
  ['calls the items as FROM says', "SELECT VALUE o.id FROM orders AS o WHERE o.id = 'a'", ['a']],
  ['finds by a prefix', "SELECT VALUE c.id FROM c WHERE STARTSWITH(c.status, 'CON', true) ORDER BY c.id", ['a', 'c']],
  ['finds by a part', "SELECT VALUE c.id FROM c WHERE CONTAINS(c.status, 'ject')", ['b']],
  ['looks into arrays', "SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(c.lines, {'menuId': 'rice'})", ['a']],
  ['calculates', 'SELECT VALUE c.total * 2 + 1 FROM c WHERE c.total / 100 = 3', [601]],
];

it.each(queries)('%s: %s', async (_, query, expected) => {
  expect(await all(await orders(), query)).toEqual(expected);
});

it('finds everything of one key without asking the others', async () => {
  const container = await orders();
  const ids = await all(container, 'SELECT VALUE c.id FROM c', 'lee');
  expect(ids).toEqual(['d']);
});

it('gives whole items, as a read does', async () => {
  const container = await orders();
  const { resource } = await container.item('a', 'kim').read();
  expect(await all(container, "SELECT * FROM c WHERE c.id = 'a'")).toEqual([resource]);
});

it('takes the top of whole items, the number being a parameter', async () => {
  const container = await orders();
  const { resource } = await container.item('b', 'kim').read();
  const parameters = [{ name: '@most', value: 1 }];
  expect(await all(container, { query: 'SELECT TOP @most * FROM c ORDER BY c.total', parameters })).toEqual([resource]);
});

it('takes parameters, also for OFFSET and LIMIT', async () => {
  const query = {
    query: 'SELECT VALUE c.id FROM c WHERE c.customerId = @customer ORDER BY c.total OFFSET @from LIMIT @count',
    parameters: [
      { name: '@customer', value: 'kim' },
      { name: '@from', value: 1 },
      { name: '@count', value: 1 },
    ],
  };
  expect(await all(await orders(), query)).toEqual(['c']);
});

it('orders by several keys where the container has the composite index for it', async () => {
  const { container } = await cosmosUnderTest();
  const keys = [
    { path: '/status', order: 'ascending' as const },
    { path: '/total', order: 'descending' as const },
  ];
  const indexed = await container({ indexingPolicy: { compositeIndexes: [keys] } });
  for (const order of ORDERS) await indexed.items.create(order);
  const query = 'SELECT VALUE c.id FROM c ORDER BY c.status ASC, c.total DESC';
  expect(await all(indexed, query, 'kim')).toEqual(['a', 'c', 'b']);
  expect(await all(indexed, query.replace('ASC', 'DESC').replace('total DESC', 'total ASC'), 'kim')).toEqual([
    'b',
    'c',
    'a',
  ]);
});

it('refuses with 400 to order by several keys without a composite index for just that', async () => {
  const query = 'SELECT VALUE c.id FROM c ORDER BY c.status, c.total';
  await expect(all(await orders(), query, 'kim')).rejects.toMatchObject({ code: 400 });
});

it.each([
  ['as they come', 'SELECT * FROM c'],
  ['in order', 'SELECT * FROM c ORDER BY c.total DESC'],
])('comes in pages %s, which continue where the last one ended in spite of new items', async (_, query) => {
  const container = await orders();
  const options = { partitionKey: 'kim', maxItemCount: 1 };
  const first = await container.items.query<{ id: string }>(query, options).fetchNext();
  await container.items.create({ id: 'new', customerId: 'kim', total: 1000 });
  const ids = first.resources.map(({ id }) => id);
  let continuationToken = first.continuationToken;
  while (continuationToken) {
    const page = await container.items.query<{ id: string }>(query, { ...options, continuationToken }).fetchNext();
    expect(page.resources.length).toBeLessThanOrEqual(1);
    ids.push(...page.resources.map(({ id }) => id));
    continuationToken = page.continuationToken;
  }
  expect(ids.filter((id) => id !== 'new').sort()).toEqual(['a', 'b', 'c']);
  expect(new Set(ids).size).toBe(ids.length);
});

it('answers 400 to what is no query', async () => {
  const container = await orders();
  await expect(all(container, 'SELECT FROM WHERE')).rejects.toMatchObject({ code: 400 });
});
