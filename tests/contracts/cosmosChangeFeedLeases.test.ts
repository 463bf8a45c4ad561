import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { until } from '../support/until.js';
import type { CosmosUnderTest } from './support/cosmosUnderTest.js';
import { orders, recorder } from './support/ordersUnderTest.js';

async function leaseDocuments({ database }: Pick<CosmosUnderTest, 'database'>) {
  const { resources } = await database.container('leases').items.query('SELECT * FROM c').fetchAll();
  return resources;
}

it('lets each listener with a prefix of its own see everything', async () => {
  const { listen, order } = await orders();
  const left = recorder();
  const right = recorder();
  await listen(left.handle, { leasePrefix: 'left-' });
  await listen(right.handle, { leasePrefix: 'right-' });
  for (const id of ['a', 'b']) await order(id);
  await until('both to see both', () => left.ids.length === 2 && right.ids.length === 2);
  expect([left.ids, right.ids]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

it('gives each change to one of the listeners that share a prefix, and all to the other when one stops', async () => {
  const { listen, order } = await orders();
  const { ids, handle } = recorder();
  const first = await listen(handle, { leaseAcquireMs: 20 });
  await listen(handle, { leaseAcquireMs: 20 });
  for (const id of ['a', 'b']) await order(id);
  await until('both changes', () => ids.length >= 2);
  await first.stop();
  await order('c');
  await until('the third change', () => ids.length >= 3);
  expect(ids).toEqual(['a', 'b', 'c']);
});

it('makes the leases once when two listeners start at the same moment', async () => {
  const { listen, order, database } = await orders();
  const { ids, handle } = recorder();
  await Promise.all([listen(handle), listen(handle)]);
  await order('a');
  await until('the change', () => ids.length > 0);
  const leases = await leaseDocuments({ database });
  expect(leases.filter(({ id }) => id.endsWith('..0'))).toHaveLength(1);
  expect(ids).toEqual(['a']);
});

it('starts in spite of the lock that it left behind when it died while it made the leases', async () => {
  const { listen, order, database, client, container } = await orders();
  const { container: leases } = await database.containers.create({ id: 'leases', partitionKey: '/id' });
  const [{ resource: parent }, { resource: monitored }] = [await database.read(), await container.read()];
  const host = new URL(await client.getWriteEndpoint()).hostname;
  await leases.items.create({ id: `${host}_${parent?._rid}_${monitored?._rid}.lock`, ttl: 30, Owner: 'host-1' });
  const { ids, handle } = recorder();
  await listen(handle, { instanceName: 'host-1' });
  await order('a');
  await until('the change', () => ids.length === 1);
});

it('takes over the range of a listener that gives no sign of life until its lease expires', async () => {
  const { listen, order } = await orders();
  await order('a');
  let isHandling = false;
  let finish: () => void = () => {};
  await listen(
    () => {
      isHandling = true;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    },
    { leaseRenewMs: 1_000_000 },
  );
  await until('the first to work', () => isHandling);
  onTestFinished(() => finish());
  const { ids, handle } = recorder();
  await listen(handle, { leaseAcquireMs: 20, leaseExpirationMs: 100 });
  await until('the second to take over', () => ids.length > 0);
  expect(ids).toEqual(['a']);
});

it('has its leases back at once when it returns under its old name after a crash', async () => {
  const { listen, order, database } = await orders();
  const { ids, handle } = recorder();
  const first = await listen(handle, { instanceName: 'host-1' });
  await order('a');
  await until('the change', () => ids.length === 1);
  await first.stop();
  // What a crash leaves behind: a lease that still has its owner.
  const leases = database.container('leases');
  const { resources } = await leases.items.query('SELECT * FROM c WHERE IS_DEFINED(c.LeaseToken)').fetchAll();
  await leases.items.upsert({ ...resources[0], Owner: 'host-1' });
  await order('b');
  await listen(handle, { instanceName: 'host-1' });
  await until('the next change', () => ids.length === 2);
  expect(ids).toEqual(['a', 'b']);
});

it('writes one lease for the range, a mark that they are made, and removes its lock', async () => {
  const cosmos = await orders();
  await cosmos.order('a');
  const { ids, handle } = recorder();
  const listener = await cosmos.listen(handle, { leasePrefix: 'points-' });
  await until('the change', () => ids.length === 1);
  await listener.stop();
  const { resource: database } = await cosmos.database.read();
  const { resource: container } = await cosmos.container.read();
  const host = new URL(await cosmos.client.getWriteEndpoint()).hostname;
  const prefix = `points-${host}_${database?._rid}_${container?._rid}`;
  const documents = await leaseDocuments(cosmos);
  expect(documents.map(({ id }) => id).sort()).toEqual([`${prefix}..0`, `${prefix}.info`]);
  expect(documents.find(({ id }) => id.endsWith('..0'))).toMatchObject({
    ...{ LeaseToken: '0', Owner: null, version: 0, properties: {} },
    ...{ ContinuationToken: expect.stringMatching(/^"\d+"$/), FeedRange: { Range: { min: '', max: 'FF' } } },
  });
});

it('refuses to start without a lease container that it may not create', async () => {
  const { listen } = await orders();
  const missing = { leaseContainer: randomUUID(), createLeaseContainer: false };
  await expect(listen(async () => {}, missing)).rejects.toThrow('lease container');
});
