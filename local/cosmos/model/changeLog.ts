import type { Item } from './item.js';

/** Below this many entries a compaction would not be worth its while. */
const SMALL = 1024;

const lsnOf = (entry: Item | number): number => (typeof entry === 'number' ? entry : entry.lsn);

/**
 * The current versions in the order of their writes. An item appears once, at its latest write. Of a version that was
 * superseded or deleted only the LSN is left, and these are dropped once they make up more than half.
 */
export class ChangeLog {
  #entries: (Item | number)[] = [];
  #current = 0;

  /** Appends versions that share one LSN, higher than any before. */
  append(versions: Iterable<Item>): void {
    for (const version of versions) {
      this.#entries.push(version);
      this.#current++;
    }
  }

  /** Lets go of a version that is no longer current. */
  retire(version: Item): void {
    const index = this.#entries.indexOf(version, this.#firstAfter(version.lsn - 1));
    this.#entries[index] = version.lsn;
    this.#current--;
    if (this.#entries.length > SMALL && this.#entries.length > 2 * this.#current) {
      this.#entries = this.#entries.filter((entry) => typeof entry !== 'number');
    }
  }

  /** The current versions written after `lsn`, oldest write first. */
  *after(lsn: number): Generator<Item> {
    for (let index = this.#firstAfter(lsn); index < this.#entries.length; index++) {
      const entry = this.#entries[index];
      if (typeof entry === 'object') yield entry;
    }
  }

  #firstAfter(lsn: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (lsnOf(this.#entries[middle] ?? 0) > lsn) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
