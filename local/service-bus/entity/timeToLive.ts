import type { Alarm, Clock } from '../../clock.js';
import type { Entry } from './message.js';

/** Sweeps come at most this often, so that a long queue of short-lived messages is not searched for each of them. */
const SHORTEST_PAUSE_MS = 50;

/**
 * Ends messages whose time is over. Delivery has each one checked; those that nobody receives are searched when the first
 * of those watched expires.
 */
export class TimeToLive {
  #alarm: Alarm | undefined;
  #nextAt = Number.POSITIVE_INFINITY;
  #lastSweep = 0;

  /** @param end makes an expired message leave `entries` */
  constructor(
    private readonly clock: Clock,
    private readonly entries: ReadonlyMap<number, Entry>,
    private readonly end: (entry: Entry) => void,
  ) {}

  /** Whether a message has expired. It then leaves. */
  endIfDue(entry: Entry): boolean {
    const { expiresAt } = entry.stored;
    if (expiresAt === undefined || expiresAt > this.clock.now()) return false;
    this.end(entry);
    return true;
  }

  /** A message waits for delivery from now on. */
  watch({ stored: { expiresAt } }: Entry): void {
    if (expiresAt === undefined || expiresAt >= this.#nextAt) return;
    this.#alarm?.cancel();
    this.#nextAt = expiresAt;
    this.#alarm = this.clock.at(Math.max(expiresAt, this.#lastSweep + SHORTEST_PAUSE_MS), () => {
      this.#nextAt = Number.POSITIVE_INFINITY;
      this.#lastSweep = this.clock.now();
      this.#sweep();
    });
  }

  #sweep(): void {
    for (const entry of this.entries.values()) {
      if (entry.status === 'ready' && !this.endIfDue(entry)) this.watch(entry);
    }
  }
}
