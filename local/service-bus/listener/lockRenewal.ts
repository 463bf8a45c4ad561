import type { Alarm, Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { Lock, ManagementClient } from './managementClient.js';

/** Locks are renewed this long before they end, or at half time where they are short. */
const AHEAD_MS = 10_000;

interface Kept {
  readonly lock: Lock;
  readonly since: number;
  renewAt: number;
}

/** Renews the locks of messages in hand. One alarm serves all; most messages are done long before it rings. */
export class LockRenewal {
  readonly #kept = new Set<Kept>();
  #alarm: Alarm | undefined;

  /** @param longestMs how long a lock is renewed at most */
  constructor(
    private readonly management: ManagementClient,
    private readonly longestMs: number,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Keeps a lock until the returned function is called. @param lockedUntil milliseconds since 1970 */
  keep(lock: Lock, lockedUntil: number): () => void {
    const now = this.clock.now();
    const kept: Kept = { lock, since: now, renewAt: this.#renewAt(lockedUntil) };
    this.#kept.add(kept);
    this.#alarm ??= this.clock.at(kept.renewAt, () => this.#ring());
    return () => this.#kept.delete(kept);
  }

  #renewAt(lockedUntil: number): number {
    const rest = lockedUntil - this.clock.now();
    return lockedUntil - Math.min(rest / 2, AHEAD_MS);
  }

  #ring(): void {
    this.#alarm = undefined;
    const now = this.clock.now();
    for (const kept of this.#kept) {
      if (kept.renewAt > now) continue;
      if (now - kept.since >= this.longestMs) this.#kept.delete(kept);
      else this.#renew(kept);
    }
    const next = Math.min(...[...this.#kept].map(({ renewAt }) => renewAt));
    if (Number.isFinite(next)) this.#alarm = this.clock.at(next, () => this.#ring());
  }

  #renew(kept: Kept): void {
    // Until the answer tells better, so that no lock is renewed twice at a time.
    kept.renewAt = this.clock.now() + AHEAD_MS / 2;
    this.management.renew(kept.lock).then(
      (until) => {
        kept.renewAt = this.#renewAt(until);
      },
      (error) => {
        this.#kept.delete(kept);
        this.log.write('warn', 'service-bus', `a lock could not be renewed: ${error}`);
      },
    );
  }
}
