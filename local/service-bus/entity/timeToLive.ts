import type { Alarm, Clock } from '../../clock.js';

/** Sweeps come at most this often, so that a long queue of short-lived messages is not searched for each of them. */
const SHORTEST_PAUSE_MS = 50;

/**
 * Says when it is time to look for expired messages: when the first of those watched expires. Delivery checks each
 * message itself; this is for the ones that nobody receives.
 */
export class TimeToLive {
  #alarm: Alarm | undefined;
  #nextAt = Number.POSITIVE_INFINITY;
  #lastSweep = 0;

  /** @param sweep drops what is expired and watches the rest again */
  constructor(
    private readonly clock: Clock,
    private readonly sweep: () => void,
  ) {}

  /** @param expiresAt milliseconds since 1970; undefined: never */
  watch(expiresAt: number | undefined): void {
    if (expiresAt === undefined || expiresAt >= this.#nextAt) return;
    this.#alarm?.cancel();
    this.#nextAt = expiresAt;
    this.#alarm = this.clock.at(Math.max(expiresAt, this.#lastSweep + SHORTEST_PAUSE_MS), () => {
      this.#nextAt = Number.POSITIVE_INFINITY;
      this.#lastSweep = this.clock.now();
      this.sweep();
    });
  }
}
