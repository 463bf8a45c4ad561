import { parseTimeSpan } from '../config/timeSpan.js';
import { parseNcrontab } from './ncrontab.js';

export interface Schedule {
  /** The first time after `after`; both in milliseconds since 1970. */
  next(after: number): number;
}

/**
 * Reads a timer trigger's schedule: an NCRONTAB expression, or a TimeSpan between one call and the next.
 *
 * @throws Error saying what is wrong
 */
export function parseSchedule(text: string): Schedule {
  const every = parseTimeSpan(text);
  if (every === undefined) return parseNcrontab(text);
  if (every <= 0) throw new Error(`"${text}" is not a schedule: it must be more than no time`);
  return { next: (after) => after + every };
}
