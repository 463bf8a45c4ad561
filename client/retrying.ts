import { ConnectionError } from './connectionError.js';
import type { CallOptions, Surroundings } from './options.js';
import { ProblemError } from './problemError.js';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** Statuses after which the same call may well succeed. */
const PASSING = [408, 429, 500, 502, 503, 504];

/** Whether trying again can help: the service is in trouble, or the answer got lost on the way. */
function isPassing(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof ProblemError && PASSING.includes(error.status));
}

/** As long as the service says, else doubling from 200 ms to 5 s, and somewhat more so that callers do not come as one. */
function pauseMs(error: unknown, tries: number, random: () => number): number {
  const told = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  // "At once" is no time to wait: a service in trouble would be asked without end.
  const least = told ? told * 1_000 : Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  return least + Math.min(least, 1_000) * 0.2 * random();
}

/**
 * Tries `work` until it succeeds, fails for good, or the next try would come after the end of the patience.
 *
 * @throws what the last try threw
 */
export async function retrying<T>(
  work: () => Promise<T>,
  { patienceMs, signal }: CallOptions & { readonly patienceMs: number },
  { sleep, now, random }: Pick<Surroundings, 'sleep' | 'now' | 'random'>,
): Promise<T> {
  const deadline = now() + patienceMs;
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted || !isPassing(error)) throw error;
      const pause = pauseMs(error, tries, random);
      if (now() + pause > deadline) throw error;
      await sleep(pause, signal);
    }
  }
}
