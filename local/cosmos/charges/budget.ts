import type { Clock } from '../../clock.js';

const SECOND_MS = 1000;

/**
 * The request units that a container may spend, refilled every second. What a request costs is known afterwards, so a
 * request is let in while anything is left and may overdraw; what is overdrawn must be refilled before the next.
 */
export class Budget {
  #left: number;
  #refilledAt: number;

  constructor(
    private readonly unitsPerSecond: number,
    private readonly clock: Clock,
  ) {
    this.#left = unitsPerSecond;
    this.#refilledAt = clock.now();
  }

  spend(requestUnits: number): void {
    this.#left -= requestUnits;
  }

  /** 0: come in; else the milliseconds until it is worth to try again. */
  waitMs(): number {
    const now = this.clock.now();
    const seconds = Math.floor((now - this.#refilledAt) / SECOND_MS);
    this.#refilledAt += seconds * SECOND_MS;
    this.#left = Math.min(this.unitsPerSecond, this.#left + seconds * this.unitsPerSecond);
    if (this.#left > 0) return 0;
    const refills = Math.floor(-this.#left / this.unitsPerSecond) + 1;
    return this.#refilledAt + refills * SECOND_MS - now;
  }
}
