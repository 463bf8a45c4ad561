import type { RetryOptionsMetadata } from '../app/functionsCore.js';
import type { HostJson } from '../config/hostJson.js';

/** How often and when a failed call is repeated within the host. */
export interface RetryPolicy {
  /** -1: without end. */
  readonly maxRetryCount: number;
  /** Milliseconds to wait before retry `n`, counted from 1. */
  delayMs(n: number): number;
}

type AppWideRetry = NonNullable<HostJson['retry']>;

interface Intervals {
  readonly strategy: 'fixedDelay' | 'exponentialBackoff';
  readonly maxRetryCount: number;
  readonly delayMs: number | undefined;
  readonly minimumMs: number | undefined;
  readonly maximumMs: number | undefined;
}

function ms(duration: { readonly seconds?: number } | undefined): number | undefined {
  return duration && (duration.seconds ?? 0) * 1_000;
}

function intervalsOf(own: RetryOptionsMetadata | undefined, appWide: AppWideRetry | undefined): Intervals | undefined {
  if (own) {
    const { strategy, maxRetryCount } = own;
    return {
      strategy,
      maxRetryCount,
      delayMs: ms(own.delayInterval),
      minimumMs: ms(own.minimumInterval),
      maximumMs: ms(own.maximumInterval),
    };
  }
  if (!appWide) return undefined;
  const { strategy, maxRetryCount, delayInterval, minimumInterval, maximumInterval } = appWide;
  return { strategy, maxRetryCount, delayMs: delayInterval, minimumMs: minimumInterval, maximumMs: maximumInterval };
}

/**
 * The retry policy of a function: its own, else that of host.json, else none.
 *
 * @param random 0 to 1, spreads the pauses of exponential backoff by 20% either way
 * @throws Error where an interval is missing or they contradict each other
 */
export function retryPolicyOf(
  own: RetryOptionsMetadata | undefined,
  appWide: AppWideRetry | undefined,
  random: () => number = Math.random,
): RetryPolicy | undefined {
  const intervals = intervalsOf(own, appWide);
  if (!intervals) return undefined;
  const { strategy, maxRetryCount, delayMs, minimumMs, maximumMs } = intervals;
  if (maxRetryCount < -1) throw new Error('retry: maxRetryCount must be -1 or more');
  if (strategy === 'fixedDelay') {
    if (delayMs === undefined) throw new Error('retry: fixedDelay needs a delayInterval');
    return { maxRetryCount, delayMs: () => delayMs };
  }
  if (minimumMs === undefined || maximumMs === undefined) {
    throw new Error('retry: exponentialBackoff needs a minimumInterval and a maximumInterval');
  }
  if (minimumMs > maximumMs) throw new Error('retry: minimumInterval must not be above maximumInterval');
  return {
    maxRetryCount,
    delayMs(n) {
      if (n === 1) return minimumMs;
      const spread = 0.8 + random() * 0.4;
      return Math.min(minimumMs + spread * 2 ** (n - 1) * minimumMs, maximumMs);
    },
  };
}
