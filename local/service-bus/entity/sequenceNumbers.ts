import type { Store, Table } from '../../storage/store.js';
import type { Work } from './work.js';

/** How many numbers one write reserves; as many at most are skipped by a restart. */
const BLOCK = 1000;

/** Hands out an entity's sequence numbers: from 1, ascending, never twice. */
export class SequenceNumbers {
  readonly #table: Table<number>;
  #last: number;
  #reserved: number;

  constructor(
    store: Store,
    private readonly path: string,
  ) {
    this.#table = store.table('service-bus-sequence-numbers');
    this.#last = this.#table.get(path) ?? 0;
    this.#reserved = this.#last;
  }

  next(work: Work): number {
    this.#last += 1;
    if (this.#last > this.#reserved) {
      this.#reserved = this.#last + BLOCK - 1;
      work.change(this.#table.put(this.path, this.#reserved));
    }
    return this.#last;
  }
}
