import type { Change, Store, Table } from '../../../local/storage/store.js';

/**
 * A store as a process sees it that is killed: after its last write nothing is written any more, and nobody hears of
 * that last write either. What was written is in `survivor`, for the next process.
 */
export class MortalStore implements Store {
  writes = 0;

  constructor(
    readonly survivor: Store,
    public lastWrite = Number.POSITIVE_INFINITY,
  ) {}

  get dead(): boolean {
    return this.writes >= this.lastWrite;
  }

  kill(): void {
    this.lastWrite = this.writes;
  }

  table<V>(name: string): Table<V> {
    return this.survivor.table<V>(name);
  }

  async write(changes: readonly Change[]): Promise<void> {
    if (this.dead) return new Promise(() => {});
    this.writes++;
    await this.survivor.write(changes);
    if (this.dead) return new Promise(() => {});
  }

  async close(): Promise<void> {
    await this.survivor.close();
  }
}
