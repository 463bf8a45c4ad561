import { expect, test } from 'vitest';
import { until } from '../../../tests/support/until.js';
import { Clock } from '../../clock.js';
import type { RetryContextData } from '../app/programmingModel.js';
import { StoppedError, withRetries } from './withRetries.js';

const hourly = (maxRetryCount: number) => ({ maxRetryCount, delayMs: () => 3_600_000 });

/** Attempts that fail until the `good`th, and what they were told. */
function attempts(good: number) {
  const contexts: (RetryContextData | undefined)[] = [];
  const attempt = async (context: RetryContextData | undefined): Promise<string> => {
    contexts.push(context);
    if (contexts.length < good) throw new Error(`failure ${contexts.length}`);
    return 'done';
  };
  return { contexts, attempt };
}

test('a failed call is repeated after the delay, and told how often and why', async () => {
  const clock = new Clock();
  const { contexts, attempt } = attempts(3);
  const result = withRetries(hourly(5), clock, new AbortController().signal, attempt);
  for (const count of [1, 2]) {
    await until('the attempt before the wait', () => contexts.length === count);
    await new Promise(setImmediate);
    clock.advance(3_600_000);
  }
  expect(await result).toBe('done');
  expect(contexts[0]).toEqual({ retryCount: 0, maxRetryCount: 5 });
  expect(contexts[2]).toMatchObject({ retryCount: 2, maxRetryCount: 5, exception: { message: 'failure 2' } });
});

test('without a policy there is one attempt, without a context', async () => {
  const { contexts, attempt } = attempts(2);
  await expect(withRetries(undefined, new Clock(), new AbortController().signal, attempt)).rejects.toThrow('failure 1');
  expect(contexts).toEqual([undefined]);
});

test('an exhausted policy throws what the last attempt threw', async () => {
  const { contexts, attempt } = attempts(9);
  const none = { maxRetryCount: 2, delayMs: () => 0 };
  await expect(withRetries(none, new Clock(), new AbortController().signal, attempt)).rejects.toThrow('failure 3');
  expect(contexts).toHaveLength(3);
});

test('-1 repeats without end', async () => {
  const { contexts, attempt } = attempts(50);
  const endless = { maxRetryCount: -1, delayMs: () => 0 };
  await withRetries(endless, new Clock(), new AbortController().signal, attempt);
  expect(contexts).toHaveLength(50);
});

test('a stopping host ends the wait', async () => {
  const stopping = new AbortController();
  const { contexts, attempt } = attempts(9);
  const result = withRetries(hourly(5), new Clock(), stopping.signal, attempt);
  await until('the first attempt', () => contexts.length === 1);
  stopping.abort();
  await expect(result).rejects.toThrow(StoppedError);
});
