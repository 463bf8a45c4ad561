import { CosmosClient } from '@azure/cosmos';
import { expect, it, onTestFinished } from 'vitest';
import { cosmosUnderTest, isStandIn, standIn } from './support/cosmosUnderTest.js';

const tenProperties = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`p${n}`, n]));
const ORDER = { id: 'a', customerId: 'kim', ...tenProperties };

async function orders() {
  const { container } = await cosmosUnderTest();
  return await container();
}

it('every answer says what it cost', async () => {
  const container = await orders();
  const created = await container.items.create(ORDER);
  const read = await container.item('a', 'kim').read();
  const missing = await container.item('b', 'kim').read();
  const queried = await container.items.query('SELECT * FROM c', { partitionKey: 'kim' }).fetchAll();
  for (const { requestCharge } of [created, read, missing, queried]) expect(requestCharge).toBeGreaterThan(0);
});

it.runIf(isStandIn)('costs what the published tables say', async () => {
  const container = await orders();
  const item = container.item('a', 'kim');
  expect((await container.items.create(ORDER)).requestCharge).toBeCloseTo(4.95 + 10 * 0.2);
  expect((await item.read()).requestCharge).toBeCloseTo(1);
  expect((await item.replace({ ...ORDER, p0: 'new' })).requestCharge).toBeCloseTo(5 + 4.95 + 2 * 0.2);
  const patched = await item.patch([{ op: 'set', path: '/p1', value: 'new' }]);
  expect(patched.requestCharge).toBeCloseTo(5 + 4.95 + 2 * 0.2 + 0.4);
  expect((await item.delete()).requestCharge).toBeCloseTo(5 + 10 * 0.2);
});

it.runIf(isStandIn)('costs less to write where nothing is indexed', async () => {
  const { container } = await standIn();
  const indexingPolicy = { indexingMode: 'consistent', includedPaths: [], excludedPaths: [{ path: '/*' }] } as const;
  const orders = await container({ indexingPolicy: { ...indexingPolicy, includedPaths: [] } as never });
  expect((await orders.items.create(ORDER)).requestCharge).toBeCloseTo(4.95);
});

it('a batch costs the sum of its operations', async () => {
  const container = await orders();
  const { result, headers } = await container.items.batch(
    ['a', 'b'].map((id) => ({ operationType: 'Create' as const, resourceBody: { ...ORDER, id } })),
    'kim',
  );
  const sum = result?.reduce((total, { requestCharge }) => total + requestCharge, 0);
  expect(Number(headers?.['x-ms-request-charge'])).toBeCloseTo(sum ?? Number.NaN, 1);
});

/** A stand-in with so little to spend that one create overdraws it, and a client that does not retry by itself. */
async function poor() {
  const account = await standIn({ requestUnitBudget: 5 });
  const { server, database } = account;
  const orders = await account.container();
  const retryOptions = { maxRetryAttemptCount: 0, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 0 };
  const client = new CosmosClient({ endpoint: server.endpoint, key: server.key, connectionPolicy: { retryOptions } });
  onTestFinished(() => client.dispose());
  return { ...account, orders, impatient: client.database(database.id).container(orders.id) };
}

it.runIf(isStandIn)('over its budget a container answers 429 and says when to come back', async () => {
  const { impatient, clock } = await poor();
  await impatient.items.create(ORDER);
  const refused = await impatient.items.create({ ...ORDER, id: 'b' }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 429, substatus: 3200, retryAfterInMs: expect.any(Number) });
  const { retryAfterInMs } = refused as { retryAfterInMs: number };
  expect(retryAfterInMs).toBeGreaterThan(0);
  clock.advance(retryAfterInMs);
  expect((await impatient.items.create({ ...ORDER, id: 'b' })).statusCode).toBe(201);
});

it.runIf(isStandIn)('the SDK comes back by itself when it was told to wait', async () => {
  const { orders, clock } = await poor();
  await orders.items.create(ORDER);
  const second = orders.items.create({ ...ORDER, id: 'b' });
  clock.advance(2_000);
  expect((await second).statusCode).toBe(201);
});

it.runIf(isStandIn)('one container at its limit does not hold up another', async () => {
  const { impatient, container } = await poor();
  await impatient.items.create(ORDER);
  const other = await container();
  expect((await other.items.create(ORDER)).statusCode).toBe(201);
});
