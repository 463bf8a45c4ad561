import { describe, expect, it, onTestFinished } from 'vitest';
import { LmdbStore } from '../../local/storage/lmdbStore.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import type { Store } from '../../local/storage/store.js';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder.js';
import { refused, startSimulator } from './support/simulatorOverHttp.js';

describe('an approval', () => {
  it('is told to nobody before it is durable', async () => {
    const store = new MemoryStore();
    let spin = () => {};
    const disk = new Promise<void>((resolve) => {
      spin = resolve;
    });
    const slow: Store = {
      table: (name) => store.table(name),
      write: async (changes) => {
        await disk;
        await store.write(changes);
      },
      close: () => store.close(),
    };
    const { charge, call, simulator } = await startSimulator(slow);
    const told: string[] = [];
    const charging = charge('order-1').then(() => told.push('the charge'));
    await expect.poll(() => simulator.requests()).toBe(1);
    const finding = call('GET', '/v1/payments/orders/order-1').then(() => told.push('the look-up'));
    await expect.poll(() => simulator.requests()).toBe(2);
    await call('GET', '/_simulator/requests');
    expect(told).toEqual([]);
    spin();
    await Promise.all([charging, finding]);
  });
});

describe('after a restart', () => {
  it('the books, the answers to repeated requests and the faults are as before', async () => {
    const folder = await temporaryFolder();
    onTestFinished(() => removeFolder(folder));
    const before = new LmdbStore(folder);
    const first = await startSimulator(before);
    const approved = await first.charge('order-1', { key: 'k1' });
    first.clock.advance(1_000);
    await first.charge('an-order-that-came-later');
    const books = await first.call('GET', '/_simulator/payments');
    await first.call('PUT', '/_simulator/faults', { body: { mode: 'overloaded' } });
    await first.simulator.stop();
    await before.close();

    const after = new LmdbStore(folder);
    onTestFinished(() => after.close());
    const second = await startSimulator(after);
    expect(await second.call('GET', '/_simulator/payments')).toEqual(books);
    expect(await second.charge('order-1', { key: 'k1' })).toMatchObject({ status: 503 });
    await second.call('PUT', '/_simulator/faults', { body: { mode: 'none' } });
    expect(await second.charge('order-1', { key: 'k1' })).toEqual(approved);
    expect(await second.charge('order-1', { key: 'k2' })).toEqual(refused(400, 'DUPLICATED_ORDER_ID'));
  });
});
