import { open, type RootDatabase } from 'lmdb';
import { onVisible } from './onVisible.js';
import type { Change, Store, Table } from './store.js';

/** Sorts after whatever follows a prefix: the last code point, as keys are sorted by their code points. */
const AFTER_ALL = '\u{10ffff}';

/** How everything is written. */
const FORMAT = { encoding: 'msgpack', maxDbs: 64, compression: false } as const;

/**
 * Bytes of addresses, not of memory. A file that outgrows them is mapped again at twice the size and stays mapped as it
 * was, so that whoever starts small has it in memory twice.
 */
const MAP_SIZE = 2 ** 30;

/**
 * The durable store: one LMDB file. Writes of one turn of the event loop share a commit. A commit survives the death
 * of the process at once, and nobody waits for more; the disk is flushed right behind it, so a power cut may take the
 * last moments, never the file's consistency.
 */
export class LmdbStore implements Store {
  readonly #root: RootDatabase;
  readonly #tables = new Map<string, ReturnType<RootDatabase['openDB']>>();
  /** Resolve those writes that no commit has taken up yet. */
  #begun: (() => void)[] = [];
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** Resolves once no commit is under way. */
  readonly #idle: () => Promise<void>;

  constructor(folder: string) {
    this.#root = open({ path: folder, ...FORMAT, mapSize: MAP_SIZE });
    this.#idle = onVisible(this.#root, () => {
      const carried = this.#begun;
      this.#begun = [];
      return () => {
        for (const resolve of carried) resolve();
      };
    });
  }

  table<V>(name: string): Table<V> {
    const database = this.#database(name);
    return {
      get: (key) => database.get(key) as V | undefined,
      entries: function* (prefix = '') {
        for (const { key, value } of database.getRange({ start: prefix, end: prefix + AFTER_ALL })) {
          yield [key as string, value as V] as const;
        }
      },
      put: (key, value) => ({ table: name, key, value }),
      remove: (key) => ({ table: name, key, value: undefined }),
    };
  }

  async write(changes: readonly Change[]): Promise<void> {
    const flushed = this.#root.batch(() => {
      for (const { table, key, value } of changes) {
        if (value === undefined) void this.#database(table).remove(key);
        else void this.#database(table).put(key, value);
      }
    });
    const written = new Promise<void>((resolve, reject) => {
      this.#begun.push(resolve);
      flushed.then(() => resolve(), reject);
    });
    this.#lastWrite = written.catch(() => {}); // Whoever made it hears of it.
    await written;
  }

  async close(): Promise<void> {
    await this.#lastWrite;
    await this.#idle();
    await this.#root.close();
  }

  #database(name: string) {
    let database = this.#tables.get(name);
    if (!database) {
      database = this.#root.openDB({ name });
      this.#tables.set(name, database);
    }
    return database;
  }
}

export interface EntryCount {
  readonly table: string;
  /** How many entries the table says it has. */
  readonly promised: number;
  readonly found: number;
}

/**
 * Reads every entry of a store that nobody has open. The two counts differ where the file is damaged.
 *
 * @throws where an entry cannot be decoded; worse damage ends the process
 */
export function* countEntries(folder: string): Generator<EntryCount> {
  const root = open({ path: folder, ...FORMAT, readOnly: true });
  const tables = [...root.getKeys()].map(String);
  yield { table: 'the list of tables', promised: promisedBy(root), found: tables.length };
  for (const table of tables) {
    const database = root.openDB({ name: table });
    const promised = promisedBy(database);
    let found = 0;
    for (const { value } of database.getRange()) {
      if (value !== undefined) found++;
      if (found > promised) break; // Damaged pages can lead around in a circle.
    }
    yield { table, promised, found };
  }
}

function promisedBy(database: Pick<RootDatabase, 'getStats'>): number {
  return (database.getStats() as { entryCount: number }).entryCount;
}
