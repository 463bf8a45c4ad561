import { describe, expect, it } from 'vitest';
import type { Attempts, Call, Failure } from './openTask.js';
import { afterFailure } from './retry.js';

const failure: Failure = { reason: 'r', details: 'd' };
const call: Call = { kind: 'activity', name: 'a' };
const attempts = (attempt: number, options: Partial<Attempts['options']> = {}): Attempts => ({
  options: { firstRetryIntervalInMilliseconds: 100, maxNumberOfAttempts: 5, ...options },
  firstScheduledAt: 1_000,
  attempt,
});

describe('after a failed attempt', () => {
  it('the pause is the first interval, times the coefficient for each attempt before, at most the longest', () => {
    const options = { backoffCoefficient: 3, maxRetryIntervalInMilliseconds: 500 };
    const pauses = [1, 2, 3].map((n) => afterFailure(call, attempts(n, options), failure, 2_000).fireAt - 2_000);
    expect(pauses).toEqual([100, 300, 500]);
  });

  it('the pause may be longer than dates go', () => {
    const endless = Number.MAX_SAFE_INTEGER;
    const options = { firstRetryIntervalInMilliseconds: endless, maxRetryIntervalInMilliseconds: endless };
    const { fireAt } = afterFailure(call, attempts(1, options), failure, Date.parse('2026-11-22'));
    expect(new Date(fireAt).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
  });

  it('the next attempt is one higher', () => {
    expect(afterFailure(call, attempts(2), failure, 2_000).next?.attempts?.attempt).toBe(3);
  });

  it('there is none after the last, only a timer that is due', () => {
    expect(afterFailure(call, attempts(5), failure, 2_000)).toEqual({
      fireAt: 2_000,
      next: undefined,
      stoppedEarly: false,
    });
  });

  it.each([
    ['the retry timeout is over', attempts(1, { retryTimeoutInMilliseconds: 500 }), failure],
    [
      'the failure is not retriable',
      attempts(1),
      {
        ...failure,
        failureDetails: {
          ErrorType: 'E',
          ErrorMessage: 'm',
          StackTrace: null,
          IsNonRetriable: true,
          Properties: {},
          InnerFailure: null,
        },
      },
    ],
  ])('it is given up where %s, and what remains never pauses', (_, tried, cause) => {
    const { fireAt, next, stoppedEarly } = afterFailure(call, tried, cause, 2_000);
    expect([fireAt, next?.attempts?.givenUp, stoppedEarly]).toEqual([2_000, cause, true]);
  });
});
