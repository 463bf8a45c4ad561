import type { Change, Store } from '../../storage/store.js';

/**
 * Knows which writes of a container can no longer be lost. A write shows in memory at once, so that the next one is
 * checked against it; nobody outside may hear of it before it is in the store.
 */
export class Durability {
  #last: Promise<void> = Promise.resolve();
  #stored: number;

  constructor(
    private readonly store: Store,
    stored: number,
  ) {
    this.#stored = stored;
  }

  /** Resolves once the changes of write `lsn`, and of all before it, are stored. */
  write(lsn: number, changes: readonly Change[]): Promise<void> {
    const before = this.#last;
    const written = this.store.write(changes).then(async () => {
      await before; // After a failed write memory is ahead of the store for good: every later one fails too.
      this.#stored = lsn;
    });
    written.catch(() => {}); // Whoever waits for it hears of it.
    this.#last = written;
    return written;
  }

  /** Undefined where write `lsn` is stored already; else to be awaited before its outcome may be told. */
  reached(lsn: number): Promise<void> | undefined {
    return lsn <= this.#stored ? undefined : this.#last;
  }
}
