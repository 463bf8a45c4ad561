import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LmdbStore } from './lmdbStore.js';
import { MemoryStore } from './memoryStore.js';
import type { Store } from './store.js';

/** Linux only. */
const MAPS = '/proc/self/maps';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hearty-breakfast-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const stores: [string, () => Promise<Store>][] = [
  ['in memory', async () => new MemoryStore()],
  ['on disk', async () => new LmdbStore(await temporaryFolder())],
];

describe.each(stores)('a store %s', (_, open) => {
  async function openStore(): Promise<Store> {
    const store = await open();
    onTestFinished(() => store.close());
    return store;
  }

  it('reads back what was written, in key order and by prefix', async () => {
    const store = await openStore();
    const rows = store.table<{ n: number }>('rows');
    await store.write([rows.put('b/2', { n: 2 }), rows.put('a/9', { n: 9 }), rows.put('b/10', { n: 10 })]);
    expect(rows.get('b/2')).toEqual({ n: 2 });
    expect([...rows.entries()].map(([key]) => key)).toEqual(['a/9', 'b/10', 'b/2']);
    expect([...rows.entries('b/')].map(([, value]) => value.n)).toEqual([10, 2]);
  });

  it.each(['😀', '한글', '\uffee', '𠮷'])('finds keys with %s by prefix and among all', async (odd) => {
    const store = await openStore();
    const rows = store.table<number>('rows');
    const keys = [odd, `a/${odd}`, `a/${odd}/b`];
    await store.write([...keys, 'b'].map((key, n) => rows.put(key, n)));
    expect([...rows.entries()].map(([key]) => key).sort()).toEqual([...keys, 'b'].sort());
    expect([...rows.entries('a/')].map(([key]) => key)).toEqual(keys.slice(1));
    expect([...rows.entries(odd)]).toEqual([[odd, 0]]);
  });

  it('removes, and knows nothing of keys that were never written', async () => {
    const store = await openStore();
    const rows = store.table<string>('rows');
    await store.write([rows.put('k', 'v')]);
    await store.write([rows.remove('k'), rows.remove('never')]);
    expect(rows.get('k')).toBeUndefined();
    expect([...rows.entries()]).toEqual([]);
  });

  it('keeps tables apart, and bytes and dates as they are', async () => {
    const store = await openStore();
    const left = store.table<Uint8Array>('left');
    const right = store.table<Date>('right');
    await store.write([left.put('k', new Uint8Array([1, 2])), right.put('k', new Date(5))]);
    expect([...(left.get('k') ?? [])]).toEqual([1, 2]);
    expect(right.get('k')).toEqual(new Date(5));
  });

  it('does not see a later change of an object that was written', async () => {
    const store = await openStore();
    const rows = store.table<{ n: number }>('rows');
    const row = { n: 1 };
    const written = store.write([rows.put('k', row)]);
    row.n = 2;
    await written;
    expect(rows.get('k')).toEqual({ n: 1 });
  });
});

describe('the store on disk', () => {
  it('has everything again when it is opened a second time', async () => {
    const folder = await temporaryFolder();
    const first = new LmdbStore(folder);
    await first.write([first.table<number>('rows').put('k', 7)]);
    await first.close();
    const second = new LmdbStore(folder);
    onTestFinished(() => second.close());
    expect(second.table<number>('rows').get('k')).toBe(7);
  });

  it('can be closed right behind a write', async () => {
    const folder = await temporaryFolder();
    const program = pathToFileURL(createRequire(import.meta.url).resolve('#dist/local/storage/lmdbStore.js')).href;
    const script = `import('${program}').then(async ({ LmdbStore }) => {
      for (let n = 0; n < 300; n++) {
        const store = new LmdbStore(${JSON.stringify(folder)} + '/' + n % 2);
        await store.write([store.table('rows').put('a', n)]);
        void store.write([store.table('rows').put('b', n)]);
        await store.close();
      }
    })`;
    // What lmdb's thread does with a store that is gone already ends a process by a signal.
    expect(await once(fork('-e', [script], { execArgv: [], stdio: 'ignore' }), 'exit')).toEqual([0, null]);
  });

  it.runIf(existsSync(MAPS))('has its file in memory once, however much it has grown', async () => {
    const folder = await temporaryFolder();
    const store = new LmdbStore(folder);
    onTestFinished(() => store.close());
    const rows = store.table<string>('rows');
    await store.write(Array.from({ length: 100 }, (_, n) => rows.put(`k${n}`, 'v'.repeat(10_000))));
    const mapped = readFileSync(MAPS, 'utf8').split('\n');
    expect(mapped.filter((line) => line.endsWith(`${folder}/data.mdb`))).toHaveLength(1);
  });

  it('keeps what a process had written that dies as soon as it hears of it', async () => {
    const folder = await temporaryFolder();
    const program = pathToFileURL(createRequire(import.meta.url).resolve('#dist/local/storage/lmdbStore.js')).href;
    for (let life = 0; life < 4; life++) {
      const script = `import('${program}').then(async ({ LmdbStore }) => {
        const store = new LmdbStore(${JSON.stringify(folder)});
        const rows = store.table('rows');
        for (let n = 0; n < 5; n++) await store.write([rows.put('${life}/' + n, n), rows.remove('${life - 1}/' + n)]);
        process.kill(process.pid, 'SIGKILL');
      })`;
      await once(fork('-e', [script], { execArgv: [], stdio: 'ignore' }), 'exit');
      const store = new LmdbStore(folder);
      expect([...store.table('rows').entries()].map(([key]) => key)).toEqual(
        [0, 1, 2, 3, 4].map((n) => `${life}/${n}`),
      );
      await store.close();
    }
  });
});
