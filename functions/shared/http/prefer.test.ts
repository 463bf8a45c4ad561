import { describe, expect, it } from 'vitest';
import { preferredWaitSeconds } from './prefer.js';

describe('Prefer: wait', () => {
  it.each([
    ['wait=5', 5],
    ['wait=0', 0],
    ['WAIT = "7"', 7],
    ['respond-async, wait=10', 10],
    ['wait=10; foo=bar', 10],
    ['foo="a, wait=3", wait=4', 4],
    ['wait=1, wait=2', 1],
    ['wait=31', 30],
    ['wait=999999999', 30],
  ])('%s means %i s', (header, seconds) => expect(preferredWaitSeconds(header)).toBe(seconds));

  it.each([
    [null],
    [''],
    ['wait'],
    ['wait=-1'],
    ['wait=1.5'],
    ['wait=abc'],
    ['wait=9999999999999999999'],
    ['wait="5'],
    ['foo; wait=5'],
    ['await=5'],
    ['wait=abc, wait=5'],
    ['"'.repeat(10_000)],
  ])('%s means no waiting', (header) => expect(preferredWaitSeconds(header)).toBeUndefined());

  it.each(['"', '"\\'])('is passed over in a long header whose quotes never end in %s', (end) => {
    expect(preferredWaitSeconds(`${'"\\'.repeat(100_000)}${end}`)).toBeUndefined();
  });
});
