import { expect, test } from 'vitest';
import { parseSchedule } from './schedule.js';
import { resume, toTriggerData } from './scheduleStatus.js';

const schedule = parseSchedule('00:10:00');
const MINUTE = 60_000;

test('a new schedule waits for its next time', () => {
  expect(resume(schedule, undefined, 0)).toEqual({
    status: { last: undefined, next: 10 * MINUTE, lastUpdated: 0 },
    pastDue: false,
  });
});

test('a time that was missed is past due once, however many were missed', () => {
  const stored = { last: 0, next: 10 * MINUTE, lastUpdated: 0 };
  expect(resume(schedule, stored, 55 * MINUTE)).toEqual({ status: stored, pastDue: true });
});

test('a time that is still to come is kept', () => {
  const stored = { last: 0, next: 10 * MINUTE, lastUpdated: 0 };
  expect(resume(schedule, stored, 5 * MINUTE)).toEqual({ status: stored, pastDue: false });
});

test('a schedule that was changed is not past due', () => {
  const stored = { last: 0, next: 3 * MINUTE, lastUpdated: 0 };
  const { status, pastDue } = resume(schedule, stored, 5 * MINUTE);
  expect(pastDue).toBe(false);
  expect(status.next).toBe(15 * MINUTE);
});

test('before the first call the last one was in the year 1', () => {
  expect(toTriggerData({ last: undefined, next: 0, lastUpdated: 0 }).Last).toMatch(/^0001-01-01/);
});

test.each(['00:00:00', 'soon', '1:2:3:4'])('"%s" is no schedule', (text) => {
  expect(() => parseSchedule(text)).toThrow();
});
