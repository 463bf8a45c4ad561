import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseNcrontab } from './ncrontab.js';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const nextAfter = (expression: string, time: string) =>
  new Date(parseNcrontab(expression).next(Date.parse(time))).toISOString();

describe('an NCRONTAB schedule', () => {
  test.each([
    ['every second', '* * * * * *', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01.000Z'],
    ['every five minutes', '0 */5 * * * *', '2026-01-01T00:05:00Z', '2026-01-01T00:10:00.000Z'],
    ['five fields mean second 0', '*/5 * * * *', '2026-01-01T00:05:30Z', '2026-01-01T00:10:00.000Z'],
    ['local time: 9:30 in Berlin', '0 30 9 * * *', '2026-01-01T10:00:00Z', '2026-01-02T08:30:00.000Z'],
    ['a list and a range', '0 0 8-10,20 * * *', '2026-01-01T09:00:00Z', '2026-01-01T19:00:00.000Z'],
    ['from 5 on, every 20', '0 5/20 * * * *', '2026-01-01T00:26:00Z', '2026-01-01T00:45:00.000Z'],
    ['names of days', '0 0 12 * * MON-FRI', '2026-01-02T12:00:00Z', '2026-01-05T11:00:00.000Z'],
    ['names of months', '0 0 12 1 JAN,Jul *', '2026-01-01T12:00:00Z', '2026-07-01T10:00:00.000Z'],
    ['a day must fit both its fields', '0 0 12 13 * FRI', '2026-01-01T00:00:00Z', '2026-02-13T11:00:00.000Z'],
    ['a leap day', '0 0 12 29 2 *', '2026-01-01T00:00:00Z', '2028-02-29T11:00:00.000Z'],
    ['the end of a year', '0 0 0 1 1 *', '2026-06-01T00:00:00Z', '2026-12-31T23:00:00.000Z'],
  ])('%s', (_what, expression, time, next) => {
    expect(nextAfter(expression, time)).toBe(next);
  });

  test('comes as much later in the hour that spring skips', () => {
    expect(nextAfter('0 30 2 * * *', '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  });

  test('comes once in the hour that autumn repeats', () => {
    expect(nextAfter('0 30 2 * * *', '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(nextAfter('0 30 2 * * *', '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });

  test.each([
    '',
    '* * *',
    '60 * * * * *',
    '* * * 0 * *',
    '* * * * * rice',
    '*/0 * * * * *',
    '5-3 * * * * *',
    '1-2-3 * * * * *',
    '*-5 * * * * *',
    '1/2/3 * * * * *',
  ])('is refused where it makes no sense: "%s"', (expression) => {
    expect(() => parseNcrontab(expression)).toThrow();
  });

  test('that never comes says so', () => {
    expect(() => nextAfter('0 0 0 30 2 *', '2026-01-01T00:00:00Z')).toThrow('never comes');
  });
});
