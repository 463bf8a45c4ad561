import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.js';

const POLICY = { retryFirstMs: 1_000, retryMaxMs: 10_000 };
const ORDER = '0b1e';

describe('the pause after a failed attempt', () => {
  it('doubles up to the longest, each a little shorter than that', () => {
    [1_000, 2_000, 4_000, 8_000, 10_000, 10_000].forEach((longest, index) => {
      const pause = backoffMs(POLICY, ORDER, index + 1);
      expect(pause).toBeGreaterThanOrEqual(longest / 2);
      expect(pause).toBeLessThanOrEqual(longest);
    });
  });

  it('is the same for the same attempt of the same order, as a replayed saga needs it, and another for another order', () => {
    expect(backoffMs(POLICY, ORDER, 3)).toBe(backoffMs(POLICY, ORDER, 3));
    const pauses = Array.from({ length: 50 }, (_, n) => backoffMs(POLICY, `order-${n}`, 3));
    expect(new Set(pauses).size).toBeGreaterThan(40);
  });

  it('is never less than what was asked for', () => {
    expect(backoffMs(POLICY, ORDER, 1, { askedForMs: 60_000 })).toBeGreaterThanOrEqual(60_000);
  });

  it('grows with the time that it has been tried for, up to ten minutes', () => {
    const pauseAfter = (triedForMs: number) => backoffMs(POLICY, ORDER, 40, { triedForMs });
    expect(pauseAfter(60_000)).toBe(pauseAfter(0));
    expect(pauseAfter(1_200_000) / pauseAfter(0)).toBeCloseTo(12, 1);
    expect(pauseAfter(86_400_000) / pauseAfter(0)).toBeCloseTo(60, 1);
  });
});
