import { expect, it } from 'vitest';
import { until } from '../../../tests/support/until.js';
import { Clock } from '../../clock.js';
import { Locks } from './locks.js';

function locksOfOneMinute() {
  const clock = new Clock();
  const expired: string[] = [];
  return { clock, expired, locks: new Locks<string>(60_000, clock, (value) => expired.push(value)) };
}

it('a lock ends after its duration, others that were taken later do not', async () => {
  const { clock, expired, locks } = locksOfOneMinute();
  locks.lock('a', 'A');
  clock.advance(30_000);
  locks.lock('b', 'B');
  clock.advance(30_001);
  expect(locks.get('a')).toBeUndefined();
  await until('the first lock has ended', () => expired.length > 0);
  expect(expired).toEqual(['A']);
  expect(locks.get('b')).toBe('B');
});

it('a renewed lock ends later', async () => {
  const { clock, expired, locks } = locksOfOneMinute();
  locks.lock('a', 'A');
  clock.advance(30_000);
  locks.lock('a', 'A');
  clock.advance(45_000);
  expect(locks.get('a')).toBe('A');
  clock.advance(15_001);
  await until('the lock has ended', () => expired.length > 0);
  expect(expired).toEqual(['A']);
});

it('a released lock does not end', async () => {
  const { clock, expired, locks } = locksOfOneMinute();
  locks.lock('a', 'A');
  locks.lock('b', 'B');
  expect(locks.release('a')).toBe('A');
  expect(locks.release('a')).toBeUndefined();
  clock.advance(60_001);
  await until('the other lock has ended', () => expired.length > 0);
  expect(expired).toEqual(['B']);
});
