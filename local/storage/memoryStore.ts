import { copyOf } from './copyOf.js';
import type { Change, Store, Table } from './store.js';

/** Keeps nothing: the twin of the durable store for `--ephemeral` and for tests. */
export class MemoryStore implements Store {
  readonly #tables = new Map<string, Map<string, unknown>>();

  table<V>(name: string): Table<V> {
    const rows = this.#rows(name) as Map<string, V>;
    return {
      get: (key) => rows.get(key),
      entries: (prefix = '') =>
        [...rows].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      put: (key, value) => ({ table: name, key, value }),
      remove: (key) => ({ table: name, key, value: undefined }),
    };
  }

  write(changes: readonly Change[]): Promise<void> {
    for (const { table, key, value } of changes) {
      if (value === undefined) this.#rows(table).delete(key);
      // A copy, as from a disk: later changes of the caller's object must not show.
      else this.#rows(table).set(key, copyOf(value));
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #rows(name: string): Map<string, unknown> {
    let rows = this.#tables.get(name);
    if (!rows) {
      rows = new Map();
      this.#tables.set(name, rows);
    }
    return rows;
  }
}
