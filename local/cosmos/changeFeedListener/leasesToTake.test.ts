import { expect, it } from 'vitest';
import type { Lease } from './lease.js';
import { leasesToTake } from './leasesToTake.js';

const NOW = Date.parse('2026-01-01T00:10:00Z');
const EXPIRATION_MS = 60_000;

function lease(id: string, owner: string | null, secondsAgo = 0): Lease {
  const timestamp = new Date(NOW - secondsAgo * 1000).toISOString();
  return { id, _etag: '"1"', LeaseToken: id, FeedRange: { Range: { min: '', max: 'FF' } }, Owner: owner, timestamp };
}

const taken = (leases: Lease[]) => leasesToTake(leases, 'me', NOW, EXPIRATION_MS).map(({ id }) => id);

it('takes all that nobody has, where nobody else is there', () => {
  expect(taken([lease('0', null), lease('1', null)])).toEqual(['0', '1']);
});

it('takes what it had in an earlier life', () => {
  expect(taken([lease('0', 'me', 1)])).toEqual(['0']);
});

it('leaves what another one is working on', () => {
  expect(taken([lease('0', 'other', 59)])).toEqual([]);
});

it('takes what another one gave no sign of life for', () => {
  expect(taken([lease('0', 'other', 61)])).toEqual(['0']);
});

it('takes no more than its share of what is free', () => {
  expect(taken([lease('0', 'other'), lease('1', null), lease('2', null), lease('3', null)])).toEqual(['1', '2']);
});

it('steals one from whoever has more than the share, and only where nothing is free', () => {
  const busy = [lease('0', 'other'), lease('1', 'other'), lease('2', 'other'), lease('3', 'other')];
  expect(taken(busy)).toEqual(['0']);
  expect(taken([...busy, lease('4', null)])).toEqual(['4']);
});

it('is content with its share', () => {
  expect(taken([lease('0', 'other'), lease('1', 'me')])).toEqual(['1']);
});
