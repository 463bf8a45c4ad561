import { describe, expect, it } from 'vitest';
import { pointsFor } from './pointsPolicy.js';

describe('the points policy', () => {
  it.each([
    { amount: 4, rate: 0.1, points: 3_600 },
    { amount: 5, rate: 0.2, points: 9_000 },
    { amount: 6, rate: 0.2, points: 10_800 },
  ])('gives rate $rate for an amount of $amount', ({ amount, rate, points }) => {
    expect(pointsFor(amount, amount * 9_000)).toEqual({ rate, points });
  });

  it('rounds points down', () => {
    expect(pointsFor(1, 4_599).points).toBe(459);
    expect(pointsFor(5, 22_504).points).toBe(4_500);
  });

  it('loses no point to binary fractions', () => {
    for (let price = 0; price <= 100_000; price += 10) {
      expect(pointsFor(1, price).points).toBe(price / 10);
      expect(pointsFor(5, price).points).toBe(price / 5);
    }
  });
});
