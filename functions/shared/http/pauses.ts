/** How long to sleep between two looks at something that somebody waits for. */
export interface Pauses {
  /** Milliseconds before the next look, after `waitedMs`. */
  next(waitedMs: number): number;
  /** What was waited for took `tookMs`. */
  ended(tookMs: number): void;
}

const FIRST_GUESS_MS = 50;
const SHORTEST_MS = 4;
const LONGEST_MS = 500;

/** How much of what was learned one wait replaces. */
const LEARNING = 1 / 8;

/**
 * Pauses that learn how long the waits of this process take: the first look comes when most have ended, the next ones
 * ever more slowly. Looking costs a read each, and a service under load would be asked the more often the longer it
 * takes; with these, a wait mostly costs one look whether it lasts ten milliseconds or half a second. Mean and mean
 * deviation are kept as TCP keeps those of its round trips (RFC 6298).
 */
export function learnedPauses(): Pauses {
  let usualMs = FIRST_GUESS_MS;
  let deviationMs = 0;
  return {
    next(waitedMs) {
      const likelyMs = usualMs + deviationMs + 1;
      const pause = waitedMs < likelyMs ? likelyMs - waitedMs : Math.max(usualMs / 8, waitedMs - likelyMs);
      return Math.min(Math.max(pause, SHORTEST_MS), LONGEST_MS);
    },
    ended(tookMs) {
      if (tookMs < usualMs / 2) {
        // The rush is over: who comes now should not wait for what was usual in it.
        usualMs /= 2;
        deviationMs /= 2;
        return;
      }
      deviationMs += (Math.abs(tookMs - usualMs) - deviationMs) * LEARNING;
      usualMs += (tookMs - usualMs) * LEARNING;
    },
  };
}
