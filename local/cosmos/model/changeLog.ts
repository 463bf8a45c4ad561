import type { Item } from './item.js';

/** Below this many entries a compaction would not be worth its while. */
const SMALL = 1024;

/**
 * The current versions in the order of their writes. An item appears once, at its latest write; what was superseded or
 * deleted is skipped, and dropped once it makes up more than half.
 */
export class ChangeLog {
  #versions: Item[] = [];
  #current = 0;

  constructor(private readonly isCurrent: (version: Item) => boolean) {}

  /** Appends versions that share one LSN, higher than any before; `retired` others are no longer current. */
  append(versions: Iterable<Item>, retired: number): void {
    for (const version of versions) {
      this.#versions.push(version);
      this.#current++;
    }
    this.#current -= retired;
    if (this.#versions.length > SMALL && this.#versions.length > 2 * this.#current) {
      this.#versions = this.#versions.filter(this.isCurrent);
    }
  }

  /** The current versions written after `lsn`, oldest write first. */
  *after(lsn: number): Generator<Item> {
    for (let index = this.#firstAfter(lsn); index < this.#versions.length; index++) {
      const version = this.#versions[index];
      if (version && this.isCurrent(version)) yield version;
    }
  }

  #firstAfter(lsn: number): number {
    let low = 0;
    let high = this.#versions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#versions[middle]?.lsn ?? 0) > lsn) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
