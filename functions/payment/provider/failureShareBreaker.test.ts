import { CircuitState } from 'cockatiel';
import { describe, expect, it } from 'vitest';
import { failureShareBreaker } from './failureShareBreaker.js';

function breakerWith(failureShare: number) {
  let time = 1_000_000;
  const breaker = failureShareBreaker({ failureShare, minimumCalls: 5, windowMs: 10_000 }, () => time);
  return {
    /** Counts calls, `f` failed and `s` succeeded; says after which one it tripped, 0 for none. */
    calls: (outcomes: string) =>
      [...outcomes].findIndex((outcome) => {
        if (outcome === 'f') return breaker.failure(CircuitState.Closed);
        breaker.success(CircuitState.Closed);
        return false;
      }) + 1,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe('the breaker of a process', () => {
  it('trips at the share of failed calls, once there were enough calls', () => {
    expect(breakerWith(0.5).calls('ffffffff')).toBe(5);
    expect(breakerWith(0.5).calls('sfsfsf')).toBe(6);
    expect(breakerWith(0.5).calls('ssssfff')).toBe(0);
    expect(breakerWith(0.5).calls('ssssffff')).toBe(8);
  });

  it('can wait until all calls fail', () => {
    expect(breakerWith(1).calls('fffff')).toBe(5);
    expect(breakerWith(1).calls('sfffffff')).toBe(0);
  });

  it('forgets calls that are older than its window, also when calls are rare', () => {
    const { calls, pass } = breakerWith(0.5);
    expect(calls('ffff')).toBe(0);
    pass(10_000);
    expect(calls('ffff')).toBe(0);
    pass(9_999);
    expect(calls('f')).toBe(1);
  });
});
