import type { Alarm, Clock } from '../../clock.js';

interface Lock<T> {
  readonly value: T;
  readonly until: number;
}

/**
 * Locks of one duration, by key. Because they all last equally long, the map's order of insertion is the order in which
 * they end: one alarm for the first is enough, however many there are.
 */
export class Locks<T> {
  readonly #locks = new Map<string, Lock<T>>();
  #alarm: Alarm | undefined;

  constructor(
    private readonly durationMs: number,
    private readonly clock: Clock,
    private readonly onExpired: (value: T) => void,
  ) {}

  get(key: string): T | undefined {
    const lock = this.#locks.get(key);
    return lock && lock.until > this.clock.now() ? lock.value : undefined;
  }

  /** Locks, or renews. Returns until when, in milliseconds since 1970. */
  lock(key: string, value: T): number {
    const until = this.clock.now() + this.durationMs;
    this.#locks.delete(key);
    this.#locks.set(key, { value, until });
    this.#alarm ??= this.clock.at(until, () => this.#expire());
    return until;
  }

  /** Returns what was locked; undefined where the lock is gone. */
  release(key: string): T | undefined {
    const value = this.get(key);
    if (value !== undefined) this.#locks.delete(key);
    return value;
  }

  #expire(): void {
    this.#alarm = undefined;
    for (const [key, { value, until }] of this.#locks) {
      if (until > this.clock.now()) {
        this.#alarm = this.clock.at(until, () => this.#expire());
        return;
      }
      this.#locks.delete(key);
      this.onExpired(value);
    }
  }
}
