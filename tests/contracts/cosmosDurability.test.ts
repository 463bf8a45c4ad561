import { ChangeFeedStartFrom } from '@azure/cosmos';
import { describe, expect, it, vi } from 'vitest';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import type { Change, Store } from '../../local/storage/store.js';
import { until } from '../support/until.js';
import { isStandIn, standIn } from './support/cosmosUnderTest.js';
import { diskStore } from './support/diskStore.js';

/** Writes some orders and starts again on the same store, `restart` giving what the new server finds. */
async function restarted(store: Store) {
  const before = await standIn({ store });
  const orders = await before.container({ id: 'orders', defaultTtl: -1 });
  for (const id of ['a', 'b', 'c']) await orders.items.create({ id, customerId: 'kim', n: 1 });
  await orders.items.upsert({ id: 'a', customerId: 'kim', n: 2 });
  await orders.item('b', 'kim').delete();
  const item = (await orders.item('a', 'kim').read()).resource;
  const rid = (await orders.read()).resource?._rid;
  const iterator = orders.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Now() });
  const { continuationToken } = await iterator.readNext();
  await before.server.stop();
  const after = await standIn({ store });
  return { item, rid, continuationToken, orders: after.client.database(before.database.id).container('orders') };
}

describe.runIf(isStandIn)('after a restart', () => {
  it.each([
    ['in memory', async () => new MemoryStore()],
    ['on disk', diskStore],
  ])('items and containers are what they were: %s', async (_, open) => {
    const { orders, item, rid } = await restarted(await open());
    expect((await orders.item('a', 'kim').read()).resource).toEqual(item);
    expect((await orders.item('b', 'kim').read()).statusCode).toBe(404);
    expect((await orders.read()).resource).toMatchObject({ _rid: rid, defaultTtl: -1 });
  });

  it('the change feed goes on from a position of before, in the same order', async () => {
    const { orders, continuationToken } = await restarted(new MemoryStore());
    const all = orders.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Beginning() });
    expect((await all.readNext()).result).toMatchObject([{ id: 'c' }, { id: 'a' }]);
    await orders.items.create({ id: 'd', customerId: 'kim' });
    const later = orders.items.getChangeFeedIterator({
      changeFeedStartFrom: ChangeFeedStartFrom.Continuation(continuationToken),
    });
    expect((await later.readNext()).result).toMatchObject([{ id: 'd' }]);
  });

  it('no ETag and no resource id is used a second time', async () => {
    const { orders, item } = await restarted(new MemoryStore());
    const { resource } = await orders.items.create({ id: 'b', customerId: 'kim' });
    const { etag } = await orders.items.upsert({ id: 'a', customerId: 'kim', n: 3 });
    expect(resource?._rid).not.toBe(item?._rid);
    expect(etag).not.toBe(item?._etag);
  });
});

/** A store whose writes wait until the test lets them through. */
class SlowStore extends MemoryStore {
  readonly #waiting: (() => void)[] = [];
  isSlow = false;

  override async write(changes: readonly Change[]): Promise<void> {
    if (this.isSlow) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await super.write(changes);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  flush(): void {
    this.isSlow = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

describe.runIf(isStandIn)('before a write is stored', () => {
  /** An order that is being created, and a promise with a flag that says whether it was answered. */
  async function pendingWrite() {
    const store = new SlowStore();
    const { container } = await standIn({ store });
    const orders = await container();
    await orders.items.create({ id: 'old', customerId: 'kim' });
    store.isSlow = true;
    const answers: string[] = [];
    const answered = async (name: string, answer: Promise<unknown>) => {
      const result = await answer.catch((error: { code: number }) => ({ statusCode: error.code }));
      answers.push(name);
      return result;
    };
    const created = answered('create', orders.items.create({ id: 'a', customerId: 'kim' }));
    await until('the write', () => store.waiting > 0);
    return { store, orders, answers, answered, created };
  }

  it('nobody hears of it, by its own answer, a read, a conflict, a query or the change feed', async () => {
    const { store, orders, answers, answered, created } = await pendingWrite();
    const feed = orders.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Beginning() });
    const others = [
      answered('read', orders.item('a', 'kim').read()),
      answered('conflict', orders.items.create({ id: 'a', customerId: 'kim' })),
      answered('query', orders.items.query('SELECT * FROM c').fetchAll()),
      answered('feed', feed.readNext()),
    ];
    // What was stored before is answered at once, and behind all of those.
    await orders.item('old', 'kim').read();
    expect(answers).toEqual([]);
    store.flush();
    const [read, conflict] = await Promise.all(others);
    await created;
    expect([read, conflict]).toMatchObject([{ statusCode: 200 }, { statusCode: 409 }]);
    expect(answers.sort()).toEqual(['conflict', 'create', 'feed', 'query', 'read']);
  });
});

it.runIf(isStandIn)(
  'once a write could not be stored, it and all later ones of the container are answered 500',
  async () => {
    const store = new SlowStore();
    const { container } = await standIn({ store });
    const orders = await container();
    const write = vi.spyOn(store, 'write').mockRejectedValueOnce(new Error('disk full'));
    await expect(orders.items.create({ id: 'a', customerId: 'kim' })).rejects.toMatchObject({ code: 500 });
    write.mockRestore();
    await expect(orders.items.create({ id: 'b', customerId: 'kim' })).rejects.toMatchObject({ code: 500 });
  },
);
