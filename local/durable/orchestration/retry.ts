import type { RetryOptions } from './actions.js';
import type { Attempts, Call, Failure } from './openTask.js';

/** Longest pause between attempts where the app sets none (durable extension default). */
const LONGEST_PAUSE_MS = 6 * 86_400_000;

/** Milliseconds since 1970; what comes later is no date. */
const LAST_DATE = 8.64e15;

export const firstAttempt = (options: RetryOptions, time: number): Attempts => ({
  options,
  firstScheduledAt: time,
  attempt: 1,
});

function pause({ options, attempt }: Attempts): number {
  const backedOff = options.firstRetryIntervalInMilliseconds * (options.backoffCoefficient ?? 1) ** (attempt - 1);
  return Math.min(backedOff, options.maxRetryIntervalInMilliseconds ?? LONGEST_PAUSE_MS);
}

/**
 * What follows a failed attempt: when the timer is due that the library now waits for, and what to try then.
 * After the last attempt `next` is undefined: the library waits for one more timer before it throws. Where Azure stops
 * early (the retry timeout, an error that is not retriable) it sets no timer and the orchestrator hangs; here the
 * library is led through its remaining attempts, none of which runs.
 */
export function afterFailure(
  call: Call,
  attempts: Attempts,
  failure: Failure,
  time: number,
): { fireAt: number; next: Call | undefined; stoppedEarly: boolean } {
  const { options, firstScheduledAt, attempt } = attempts;
  if (attempt + 1 > options.maxNumberOfAttempts) return { fireAt: time, next: undefined, stoppedEarly: false };

  const timedOut = time >= firstScheduledAt + (options.retryTimeoutInMilliseconds ?? Number.POSITIVE_INFINITY);
  const stop = attempts.givenUp !== undefined || timedOut || failure.failureDetails?.IsNonRetriable === true;
  const next = { ...call, attempts: { ...attempts, attempt: attempt + 1, ...(stop && { givenUp: failure }) } };
  return {
    fireAt: stop ? time : Math.min(Math.floor(time + pause(attempts)), LAST_DATE),
    next,
    stoppedEarly: stop && attempts.givenUp === undefined,
  };
}
