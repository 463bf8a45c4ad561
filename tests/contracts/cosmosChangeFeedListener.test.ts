import { expect, it } from 'vitest';
import { Clock } from '../../local/clock.js';
import { ListenerStopped } from '../../local/cosmos/changeFeedListener.js';
import { until } from '../support/until.js';
import { isStandIn, standIn } from './support/cosmosUnderTest.js';
import { ORDERS, orders, recorder } from './support/ordersUnderTest.js';

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
