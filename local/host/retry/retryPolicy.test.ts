import { expect, test } from 'vitest';
import { retryPolicyOf } from './retryPolicy.js';

test('a fixed delay stays the same', () => {
  const policy = retryPolicyOf({ strategy: 'fixedDelay', maxRetryCount: 3, delayInterval: { seconds: 2 } }, undefined);
  expect([1, 2, 9].map((n) => policy?.delayMs(n))).toEqual([2_000, 2_000, 2_000]);
});

test('exponential backoff begins with the minimum, doubles and stays at the maximum', () => {
  const policy = retryPolicyOf(
    {
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 1 },
      maximumInterval: { seconds: 10 },
    },
    undefined,
    () => 0.5,
  );
  expect([1, 2, 3, 4, 5, 50].map((n) => policy?.delayMs(n))).toEqual([1_000, 3_000, 5_000, 9_000, 10_000, 10_000]);
});

test('the policy of host.json counts where the function has none', () => {
  const appWide = { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 500 } as const;
  expect(retryPolicyOf(undefined, appWide)?.delayMs(1)).toBe(500);
  const own = { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: { seconds: 3 } } as const;
  expect(retryPolicyOf(own, appWide)?.delayMs(1)).toBe(3_000);
  expect(retryPolicyOf(undefined, undefined)).toBeUndefined();
});

test('a policy without its intervals is refused', () => {
  expect(() => retryPolicyOf({ strategy: 'fixedDelay', maxRetryCount: 1 }, undefined)).toThrow('delayInterval');
  expect(() => retryPolicyOf({ strategy: 'exponentialBackoff', maxRetryCount: 1 }, undefined)).toThrow(
    'minimumInterval',
  );
});
