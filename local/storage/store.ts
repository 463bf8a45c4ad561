/** One entry to write (`value`) or to remove (`value` undefined). Made by a table, carried out by `Store.write`. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly value: unknown;
}

/**
 * Named entries in key order: that of strings, except that a store may put what lies beyond U+FFFF last. Values are plain
 * data: JSON types, Dates and Uint8Arrays. What `get` and `entries` hand out belongs to the store: copy before changing it.
 */
export interface Table<V> {
  get(key: string): V | undefined;
  /** All entries whose key starts with `prefix` (all, without one), in key order. */
  entries(prefix?: string): Iterable<readonly [key: string, value: V]>;
  put(key: string, value: V): Change;
  remove(key: string): Change;
}

/**
 * What must survive a crash. A service keeps its working state in memory, writes every change here before it answers,
 * and reads it back once, when it starts.
 */
export interface Store {
  table<V>(name: string): Table<V>;
  /**
   * Carries out all changes or none, in the order of the calls. Resolves once killing this process cannot undo them;
   * reads see them from then on.
   */
  write(changes: readonly Change[]): Promise<void>;
  /** Resolves after every write before it. */
  close(): Promise<void>;
}
