import { describe, expect, it } from 'vitest';
import { parseContainerDefinition } from '../model/containerDefinition.js';
import { type Item, itemOf } from '../model/item.js';
import { createCharge, deleteCharge, feedCharge, patchSurcharge, readCharge, replaceCharge } from './charge.js';
import { indexTerms } from './indexTerms.js';

const policyOf = (indexingPolicy?: object) =>
  parseContainerDefinition({ id: 'c', partitionKey: { paths: ['/id'] }, indexingPolicy }).indexingPolicy;

const EVERYTHING = policyOf();

const item = (bytes = 1024): Item => ({ ...itemOf({}, { number: 1, key: '["a"]', json: '{}', lsn: 1 }), bytes });

const tenTerms = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`p${n}`, n]));

describe('the published examples', () => {
  it.each([
    [1, 1],
    [4, 1.14],
    [64, 4.76],
    [1024, 145.9],
  ])('reading %i KB costs %d', (kilobytes, units) => {
    expect(readCharge(item(kilobytes * 1024))).toBeCloseTo(units);
  });

  it('between two sizes the charge is between theirs', () => {
    expect(readCharge(item(3 * 1024))).toBeCloseTo((1.04 + 1.14) / 2);
    expect(readCharge(item(100))).toBe(1);
  });

  it('creating and deleting 1 KB with ten terms costs about 7', () => {
    expect(createCharge(1024, tenTerms, EVERYTHING)).toBeCloseTo(6.95);
    expect(deleteCharge(tenTerms, EVERYTHING)).toBeCloseTo(7);
  });

  it('a replacement pays for the terms that differ, a patch for each property on top', () => {
    const after = { ...tenTerms, p0: 'new', p1: 'new' };
    expect(replaceCharge(1024, tenTerms, after, EVERYTHING)).toBeCloseTo(5 + 4.95 + 4 * 0.2);
    expect(patchSurcharge(2)).toBeCloseTo(2 * 0.4);
  });

  it('a page of the feed costs what reading its items would, an empty one 1', () => {
    expect(feedCharge([item(), item(4 * 1024)])).toBeCloseTo(2.14);
    expect(feedCharge([])).toBe(1);
  });
});

describe('the index terms of an item', () => {
  it('are its distinct pairs of path and value, without the system properties', () => {
    const body = { a: 1, nested: { b: 'x' }, list: [1, 1, { c: null }], _ts: 5, _etag: '"1"' };
    expect([...indexTerms(body, EVERYTHING)]).toEqual(['/a=1', '/nested/b="x"', '/list/[]=1', '/list/[]/c=null']);
  });

  it.each([
    ['what is excluded is not indexed', [{ path: '/*' }], [{ path: '/nested/*' }], ['/a', '/list/[]']],
    ['the more detailed path wins', [{ path: '/nested/b/?' }], [{ path: '/*' }], ['/nested/b']],
    ['a path for one value says nothing of what is below', [{ path: '/nested/?' }], [{ path: '/*' }], []],
    ['elements of arrays are written with brackets', [{ path: '/list/[]/?' }], [{ path: '/*' }], ['/list/[]']],
  ])('%s', (_, includedPaths, excludedPaths, expected) => {
    const terms = indexTerms({ a: 1, nested: { b: 1, c: 1 }, list: [1] }, policyOf({ includedPaths, excludedPaths }));
    expect([...terms].map((term) => term.split('=')[0])).toEqual(expected);
  });

  it('are none where the container has no index', () => {
    expect(indexTerms({ a: 1 }, policyOf({ indexingMode: 'none' })).size).toBe(0);
  });
});
