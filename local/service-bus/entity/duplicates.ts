import type { Alarm, Clock } from '../../clock.js';
import type { Store, Table } from '../../storage/store.js';
import { Work } from './work.js';

/** How often ids whose window is over are forgotten. */
const SWEEP_MS = 10_000;

/** Duplicate detection: the message ids that an entity has seen within its window, which begins with the first sight. */
export class Duplicates {
  readonly #table: Table<number>;
  /** Until when an id counts, in the order of first sight, which is the order of forgetting: the window is constant. */
  readonly #seen = new Map<string, number>();
  #sweep: Alarm | undefined;

  constructor(
    private readonly store: Store,
    private readonly path: string,
    private readonly windowMs: number,
    private readonly clock: Clock,
  ) {
    this.#table = store.table('service-bus-duplicates');
    const kept = [...this.#table.entries(`${path}|`)].sort(([, a], [, b]) => a - b);
    for (const [key, until] of kept) this.#seen.set(key, until);
    if (kept.length > 0) this.#scheduleSweep();
  }

  /** Whether this id was seen before; from now on it was. */
  seen(work: Work, messageId: string): boolean {
    const key = `${this.path}|${messageId}`;
    const known = this.#seen.get(key);
    const duplicate = known !== undefined && known > this.clock.now();
    const until = duplicate ? known : this.clock.now() + this.windowMs;
    if (!duplicate) {
      this.#seen.delete(key);
      this.#seen.set(key, until);
      work.onFailure(() => this.#seen.delete(key));
      this.#scheduleSweep();
    }
    // Also for a duplicate: its sender must not hear "accepted" before the first one is safe, and writes keep their order.
    work.change(this.#table.put(key, until));
    return duplicate;
  }

  #scheduleSweep(): void {
    this.#sweep ??= this.clock.after(SWEEP_MS, () => {
      this.#sweep = undefined;
      // What the store could not remove now is out of memory all the same, and out of date after a restart.
      this.#forget().catch(() => {});
    });
  }

  async #forget(): Promise<void> {
    const work = new Work(this.store);
    for (const [key, until] of this.#seen) {
      if (until > this.clock.now()) break;
      this.#seen.delete(key);
      work.change(this.#table.remove(key));
    }
    if (this.#seen.size > 0) this.#scheduleSweep();
    await work.commit();
  }
}
