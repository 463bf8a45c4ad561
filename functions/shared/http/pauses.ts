/** How long to sleep between two looks at something that somebody waits for. */
export interface Pauses {
  /** Milliseconds before look number `look`, counted from 0. */
  before(look: number): number;
  /** A wait of `waitedMs` ended with look number `look`. */
  ended(look: number, waitedMs: number): void;
}

const FIRST_GUESS_MS = 50;
const SHORTEST_MS = 5;
const LONGEST_MS = 500;

const between = (ms: number) => Math.min(Math.max(ms, SHORTEST_MS), LONGEST_MS);

/**
 * Pauses that learn how long the waits of this process take: the first look comes when most are about to end, the next
 * ones ever more slowly. Looking costs a read each, and a service under load would be asked the more often the longer
 * it takes; with these, a wait costs one or two looks whether it lasts ten milliseconds or half a second.
 */
export function learnedPauses(): Pauses {
  let usualMs = FIRST_GUESS_MS;
  return {
    before: (look) => (look === 0 ? usualMs : between((usualMs / 8) * 2 ** look)),
    ended(look, waitedMs) {
      // Ended by the first look: perhaps long before it. Else it was too early by what is known now.
      usualMs = between(look === 0 ? usualMs * 0.95 : usualMs + (waitedMs - usualMs) / 5);
    },
  };
}
