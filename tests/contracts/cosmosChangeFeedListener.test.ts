import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { Clock } from '../../local/clock.js';
import {
  type ChangeFeedListenerOptions,
  ListenerStopped,
  listenToChanges,
} from '../../local/cosmos/changeFeedListener.js';
import { silentLog } from '../../local/log.js';
import { until } from '../support/until.js';
import { type CosmosUnderTest, cosmosUnderTest, isStandIn, standIn } from './support/cosmosUnderTest.js';

const ORDERS = { id: 'orders', partitionKey: { paths: ['/customerId'] } };

type Handle = ChangeFeedListenerOptions['handle'];

/** An account with a container of orders; `listen` starts one more listener to it. */
async function orders(account?: CosmosUnderTest) {
  const cosmos = account ?? (await cosmosUnderTest());
  const container = await cosmos.container(ORDERS);
  const options = {
    connectionString: cosmos.connectionString,
    database: cosmos.database.id,
    container: ORDERS.id,
    leaseConnectionString: cosmos.connectionString,
    leaseDatabase: cosmos.database.id,
    leaseContainer: 'leases',
    createLeaseContainer: true,
    leasePrefix: '',
    pollDelayMs: 20,
    startFromBeginning: true,
    clock: new Clock(),
    log: silentLog,
  };
  async function listen(handle: Handle, more: Partial<ChangeFeedListenerOptions> = {}) {
    const listener = await listenToChanges({ ...options, handle, ...more });
    onTestFinished(() => listener.stop());
    return listener;
  }
  const order = (id: string) => container.items.create({ id, customerId: 'kim' });
  return { ...cosmos, container, listen, order };
}

/** A handler that remembers the ids of the documents that it saw. */
function recorder() {
  const ids: string[] = [];
  const handle: Handle = async (documents) => void ids.push(...documents.map(({ id }) => String(id)));
  return { ids, handle };
}

async function leaseDocuments({ database }: Pick<CosmosUnderTest, 'database'>) {
  const { resources } = await database.container('leases').items.query('SELECT * FROM c').fetchAll();
  return resources;
}

it('hands over changes in the order of their writes, also those that come later', async () => {
  const { listen, order } = await orders();
  for (const id of ['a', 'b', 'c']) await order(id);
  const { ids, handle } = recorder();
  await listen(handle);
  await until('the first changes', () => ids.length === 3);
  await order('d');
  await until('the later change', () => ids.length === 4);
  expect(ids).toEqual(['a', 'b', 'c', 'd']);
});

it('hands over whole documents with their system properties and the LSN', async () => {
  const { listen, container } = await orders();
  await container.items.create({ id: 'a', customerId: 'kim', total: 9000 });
  const seen: Record<string, unknown>[] = [];
  await listen(async (documents) => void seen.push(...documents));
  await until('the change', () => seen.length > 0);
  expect(seen[0]).toMatchObject({
    ...{ id: 'a', customerId: 'kim', total: 9000 },
    ...{ _etag: expect.any(String), _ts: expect.any(Number), _lsn: expect.any(Number) },
  });
});

it('never hands over the next batch before the handler is done with this one', async () => {
  const { listen, order } = await orders();
  let busy = 0;
  let most = 0;
  let handled = 0;
  await listen(
    async (documents) => {
      most = Math.max(most, ++busy);
      await new Promise((resolve) => setImmediate(resolve));
      busy--;
      handled += documents.length;
    },
    { maxItems: 1 },
  );
  await Promise.all(['a', 'b', 'c', 'd'].map(order));
  await until('all changes', () => handled === 4);
  expect(most).toBe(1);
});

it('delivers no more documents at once than it was asked to', async () => {
  const { listen, order } = await orders();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await order(id);
  const sizes: number[] = [];
  await listen(async (documents) => void sizes.push(documents.length), { maxItems: 2 });
  await until('all changes', () => sizes.reduce((sum, size) => sum + size, 0) === 5);
  expect(sizes).toEqual([2, 2, 1]);
});

it('goes on from its lease after a stop, with what was written meanwhile', async () => {
  const { listen, order } = await orders();
  await order('a');
  const before = recorder();
  const first = await listen(before.handle);
  await until('the first change', () => before.ids.length === 1);
  await first.stop();
  await order('b');
  const after = recorder();
  await listen(after.handle);
  await until('the second change', () => after.ids.length > 0);
  expect([before.ids, after.ids]).toEqual([['a'], ['b']]);
});

it('delivers a batch again when the host stops while it is being handled', async () => {
  const { listen, order } = await orders();
  await order('a');
  let fail: (reason: Error) => void = () => {};
  let isHandling = false;
  const first = await listen(() => {
    isHandling = true;
    return new Promise((_, reject) => {
      fail = reject;
    });
  });
  await until('the batch', () => isHandling);
  const stopped = first.stop();
  fail(new ListenerStopped());
  await stopped;
  const { ids, handle } = recorder();
  await listen(handle);
  await until('the batch again', () => ids.length > 0);
  expect(ids).toEqual(['a']);
});

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

it.runIf(isStandIn)('starts from now where nothing else is asked for', async () => {
  const account = await standIn();
  const { listen, order } = await orders(account);
  await order('old');
  account.clock.advance(5_000);
  const { ids, handle } = recorder();
  await listen(handle, { startFromBeginning: false, clock: account.clock });
  await order('new');
  await until('a change', () => ids.length > 0);
  expect(ids).toEqual(['new']);
});

it.runIf(isStandIn)('goes on by itself when the account was away for a while', async () => {
  const account = await standIn();
  const { listen, order, database } = await orders(account);
  const { ids, handle } = recorder();
  await listen(handle);
  await order('a');
  await until('the first change', () => ids.length === 1);
  await account.server.stop();
  const { client } = await standIn({ store: account.store, port: account.server.port });
  await client.database(database.id).container(ORDERS.id).items.create({ id: 'b', customerId: 'kim' });
  await until('the second change', () => ids.includes('b'));
  // The first comes again where the account went away before its checkpoint.
  expect([...new Set(ids)]).toEqual(['a', 'b']);
});

it.runIf(isStandIn)('asks nothing while nothing changes, until the poll delay is over', async () => {
  const account = await standIn();
  const { listen } = await orders(account);
  const clock = new Clock();
  const pollDelayMs = 1_000_000;
  await listen(async () => {}, { clock, pollDelayMs });
  // An empty poll costs one request unit, and nobody else asks this container anything.
  const polls = () => account.server.containers().find(({ container }) => container === ORDERS.id)?.requestUnits ?? 0;
  await until('the first poll', () => polls() === 1);
  for (let request = 0; request < 50; request++) await account.database.read();
  expect(polls()).toBe(1);
  await until('the next poll', () => {
    clock.advance(pollDelayMs);
    return polls() > 1;
  });
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
