import type { Clock } from '../../clock.js';
import { pause } from '../../pause.js';
import type { RetryContextData } from '../app/programmingModel.js';
import type { RetryPolicy } from './retryPolicy.js';

/** The host stopped while a failed call waited for its next attempt. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

function exceptionOf(error: unknown): NonNullable<RetryContextData['exception']> {
  if (!(error instanceof Error)) return { source: '', stackTrace: '', message: String(error) };
  return { source: '', stackTrace: error.stack ?? '', message: error.message };
}

/**
 * Runs `attempt` until it succeeds or the policy is exhausted. The count lives in memory only: a restart forgets it, as
 * on Azure.
 *
 * @param attempt gets the retry context of its call, from the first attempt on; undefined without a policy
 * @throws what the last attempt threw; StoppedError where the host stopped in between
 */
export async function withRetries<Result>(
  policy: RetryPolicy | undefined,
  clock: Clock,
  stopping: AbortSignal,
  attempt: (retryContext: RetryContextData | undefined) => Promise<Result>,
): Promise<Result> {
  if (!policy) return attempt(undefined);
  const { maxRetryCount } = policy;
  let context: RetryContextData = { retryCount: 0, maxRetryCount };
  while (true) {
    try {
      return await attempt(context);
    } catch (error) {
      if (maxRetryCount >= 0 && context.retryCount >= maxRetryCount) throw error;
      const retryCount = context.retryCount + 1;
      context = { retryCount, maxRetryCount, exception: exceptionOf(error) };
      await pause(clock, policy.delayMs(retryCount), stopping);
      if (stopping.aborted) throw new StoppedError('The host stopped before the next attempt.');
    }
  }
}
