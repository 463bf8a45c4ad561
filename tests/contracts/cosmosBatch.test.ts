import { BulkOperationType, type OperationInput } from '@azure/cosmos';
import { expect, it } from 'vitest';
import { cosmosUnderTest } from './support/cosmosUnderTest.js';

async function orders() {
  const { container } = await cosmosUnderTest();
  return await container();
}

const { Create, Delete, Patch, Read, Replace, Upsert } = BulkOperationType;
const order = (id: string, more: object = {}) => ({ id, customerId: 'kim', ...more });
const codes = (result: readonly { statusCode: number }[] | undefined) => result?.map(({ statusCode }) => statusCode);

it('carries out every kind of operation, each seeing those before it', async () => {
  const container = await orders();
  await container.items.create(order('old'));
  const { code, result } = await container.items.batch(
    [
      { operationType: Create, resourceBody: order('a', { n: 1 }) },
      { operationType: Read, id: 'a' },
      { operationType: Replace, id: 'a', resourceBody: order('a', { n: 2 }) },
      { operationType: Patch, id: 'a', resourceBody: { operations: [{ op: 'incr', path: '/n', value: 1 }] } },
      { operationType: Upsert, resourceBody: order('b') },
      { operationType: Delete, id: 'old' },
    ],
    'kim',
  );
  expect([code, codes(result)]).toEqual([200, [201, 200, 200, 200, 201, 204]]);
  expect(result?.[1]?.resourceBody).toMatchObject({ n: 1 });
  expect((await container.item('a', 'kim').read()).resource).toMatchObject({ n: 3, _etag: result?.[3]?.eTag });
  expect((await container.item('old', 'kim').read()).statusCode).toBe(404);
});

it('does nothing at all when one operation fails, and says which', async () => {
  const container = await orders();
  await container.items.create(order('taken', { n: 1 }));
  const { code, result } = await container.items.batch(
    [
      { operationType: Create, resourceBody: order('a') },
      { operationType: Create, resourceBody: order('taken') },
      { operationType: Create, resourceBody: order('b') },
    ],
    'kim',
  );
  expect([code, codes(result)]).toEqual([207, [424, 409, 424]]);
  expect((await container.item('a', 'kim').read()).statusCode).toBe(404);
  expect((await container.item('b', 'kim').read()).statusCode).toBe(404);
});

it('is guarded by the ETags that its operations name', async () => {
  const container = await orders();
  const { etag } = await container.items.create(order('summary', { balance: 0 }));
  const add = (id: string) =>
    container.items.batch(
      [
        { operationType: Create, resourceBody: order(id) },
        { operationType: Replace, id: 'summary', resourceBody: order('summary', { balance: 1 }), ifMatch: etag },
      ],
      'kim',
    );
  expect((await add('entry-1')).code).toBe(200);
  expect(codes((await add('entry-2')).result)).toEqual([424, 412]);
  expect((await container.item('entry-2', 'kim').read()).statusCode).toBe(404);
});

it('leaves the items out of the answer where the caller does not want them', async () => {
  const container = await orders();
  const operations: OperationInput[] = [{ operationType: Create, resourceBody: order('a') }];
  const { result } = await container.items.batch(operations, 'kim', { contentResponseOnWriteEnabled: false });
  expect(result?.[0]).not.toHaveProperty('resourceBody');
  expect(result?.[0]).toMatchObject({ statusCode: 201, eTag: expect.any(String) });
});

it('refuses more than 100 operations', async () => {
  const container = await orders();
  const operations = Array.from({ length: 101 }, (_, n) => ({ operationType: Create, resourceBody: order(`o${n}`) }));
  await expect(container.items.batch(operations, 'kim')).rejects.toThrow();
  expect((await container.item('o0', 'kim').read()).statusCode).toBe(404);
});

it('refuses an item of another key', async () => {
  const container = await orders();
  const stray = { operationType: Create, resourceBody: { id: 'a', customerId: 'lee' } } as const;
  const { result } = await container.items.batch([stray], 'kim');
  expect(codes(result)).toEqual([400]);
});

it('in bulk, carries out each operation on its own, whatever becomes of the others', async () => {
  const container = await orders();
  await container.items.create(order('taken'));
  const results = await container.items.executeBulkOperations([
    { operationType: Create, partitionKey: 'kim', resourceBody: order('a') },
    { operationType: Create, partitionKey: 'kim', resourceBody: order('taken') },
    { operationType: Create, partitionKey: 'lee', resourceBody: { id: 'b', customerId: 'lee' } },
  ]);
  expect(results.map(({ response, error }) => response?.statusCode ?? error?.code)).toEqual([201, 409, 201]);
  expect((await container.item('b', 'lee').read()).statusCode).toBe(200);
});
