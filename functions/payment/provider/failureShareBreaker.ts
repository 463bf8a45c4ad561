import type { IBreaker } from 'cockatiel';
import type { CircuitConfig } from '../../shared/config.js';

interface Bucket {
  readonly since: number;
  calls: number;
  failures: number;
}

/** The window moves in steps of a tenth. */
const BUCKETS = 10;

/**
 * Trips when `failureShare` of at least `minimumCalls` calls within `windowMs` failed. Cockatiel's own SamplingBreaker
 * forgets old calls only as new ones come, so that with few orders the failures of an hour ago would count; and it wants
 * more than the share, so that it could never be 1.
 */
export function failureShareBreaker(
  { failureShare, minimumCalls, windowMs }: Pick<CircuitConfig, 'failureShare' | 'minimumCalls' | 'windowMs'>,
  now: () => number,
): IBreaker {
  let buckets: Bucket[] = [];

  function count(failures: 0 | 1): void {
    const time = now();
    buckets = buckets.filter(({ since }) => time < since + windowMs);
    let latest = buckets.at(-1);
    if (!latest || time >= latest.since + windowMs / BUCKETS) {
      latest = { since: time, calls: 0, failures: 0 };
      buckets.push(latest);
    }
    latest.calls += 1;
    latest.failures += failures;
  }

  return {
    // A process starts with a clean slate; the shared circuit is what lasts.
    state: undefined,
    success: () => count(0),
    failure: () => {
      count(1);
      const calls = buckets.reduce((sum, bucket) => sum + bucket.calls, 0);
      const failures = buckets.reduce((sum, bucket) => sum + bucket.failures, 0);
      return calls >= minimumCalls && failures >= failureShare * calls;
    },
  };
}
