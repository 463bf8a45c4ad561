import type { Change, Store } from '../../storage/store.js';

/** All that one operation changes: written to the store at once, and only then seen by anybody. */
export class Work {
  readonly #changes: Change[] = [];
  readonly #afterwards: (() => void)[] = [];
  readonly #undo: (() => void)[] = [];

  constructor(private readonly store: Store) {}

  change(change: Change): void {
    this.#changes.push(change);
  }

  /** Calls `action` once the changes are safe. */
  afterwards(action: () => void): void {
    this.#afterwards.push(action);
  }

  /** Calls `action` where the store could not write the changes. */
  onFailure(action: () => void): void {
    this.#undo.push(action);
  }

  /** Resolves once the changes are safe and visible. Works commit in the order of these calls. */
  async commit(): Promise<void> {
    try {
      if (this.#changes.length > 0) await this.store.write(this.#changes);
    } catch (error) {
      for (const action of this.#undo) action();
      throw error;
    }
    for (const action of this.#afterwards) action();
  }
}
