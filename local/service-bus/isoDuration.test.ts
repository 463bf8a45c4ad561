import { expect, it } from 'vitest';
import { isoDuration } from './isoDuration.js';

it.each([
  ['PT1M', 60_000],
  ['PT20S', 20_000],
  ['PT1H', 3_600_000],
  ['P7DT12H', 648_000_000],
  ['PT1M30S', 90_000],
])('reads the ISO 8601 duration %s', (text, ms) => {
  expect(isoDuration(text)).toBe(ms);
});

it.each(['', 'P', 'PT', '1M', 'PT1X', 'PT-1M'])('knows that "%s" is none', (text) => {
  expect(isoDuration(text)).toBeUndefined();
});
