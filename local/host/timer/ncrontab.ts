import type { Schedule } from './schedule.js';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface FieldKind {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values, beginning with `min`. */
  readonly names?: readonly string[];
}

const FIELDS: readonly FieldKind[] = [
  { title: 'second', min: 0, max: 59 },
  { title: 'minute', min: 0, max: 59 },
  { title: 'hour', min: 0, max: 23 },
  { title: 'day', min: 1, max: 31 },
  { title: 'month', min: 1, max: 12, names: MONTHS },
  { title: 'day of the week', min: 0, max: 6, names: DAYS },
];

/** Schedules such as 30 February never come; eight years hold every day that ever comes. */
const SEARCHED_YEARS = 8;

function parseValue(text: string, { title, min, max, names = [] }: FieldKind): number {
  const named = names.findIndex((name) => text.toUpperCase().startsWith(name));
  if (named >= 0) return min + named;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) throw new Error(`"${text}" is not a ${title} (${min}-${max})`);
  return value;
}

function parseField(text: string, kind: FieldKind): ReadonlySet<number> {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step, ...moreSteps] = item.split('/');
    const [first = '', last, ...moreValues] = range.split('-');
    if (moreSteps.length + moreValues.length > 0) throw new Error(`"${item}" is not a ${kind.title}`);
    const from = range === '*' ? kind.min : parseValue(first, kind);
    // `5/10` means from 5 on, every 10.
    const end = range === '*' || (last === undefined && step !== undefined) ? kind.max : from;
    const to = last === undefined ? end : parseValue(last, kind);
    if (step !== undefined && !/^[1-9]\d*$/.test(step)) throw new Error(`"${item}" has a wrong step`);
    if (to < from) throw new Error(`"${item}" ends before it begins`);
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

/** A time as the clock on the wall shows it, kept in the UTC fields of a Date so that no daylight saving interferes. */
function wallClock(time: number): Date {
  const local = new Date(time);
  return new Date(
    Date.UTC(
      local.getFullYear(),
      local.getMonth(),
      local.getDate(),
      local.getHours(),
      local.getMinutes(),
      local.getSeconds(),
    ),
  );
}

/** The moment when clocks on the wall show `wall`; in an hour that is skipped in spring, as much later. */
function momentOf(wall: Date): number {
  return new Date(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
  ).getTime();
}

/**
 * Reads an NCRONTAB expression: `second minute hour day month day-of-week`, or five fields without the second. A day
 * must fit both its fields. Times are in the time zone of this process.
 *
 * @throws Error naming the field that is wrong
 */
export function parseNcrontab(expression: string): Schedule {
  const given = expression.trim().split(/\s+/);
  const fields = given.length === 5 ? ['0', ...given] : given;
  if (fields.length !== 6) throw new Error(`"${expression}" is not a schedule: it needs six fields`);
  const [seconds, minutes, hours, days, months, weekdays] = FIELDS.map((kind, index) =>
    parseField(fields[index] ?? '', kind),
  );

  /** Moves `wall` to the next time that fits; undefined where none comes. */
  function search(wall: Date): Date | undefined {
    const lastYear = wall.getUTCFullYear() + SEARCHED_YEARS;
    while (wall.getUTCFullYear() <= lastYear) {
      if (!months?.has(wall.getUTCMonth() + 1)) {
        wall.setUTCMonth(wall.getUTCMonth() + 1, 1);
        wall.setUTCHours(0, 0, 0);
      } else if (!days?.has(wall.getUTCDate()) || !weekdays?.has(wall.getUTCDay())) {
        wall.setUTCDate(wall.getUTCDate() + 1);
        wall.setUTCHours(0, 0, 0);
      } else if (!hours?.has(wall.getUTCHours())) wall.setUTCHours(wall.getUTCHours() + 1, 0, 0);
      else if (!minutes?.has(wall.getUTCMinutes())) wall.setUTCMinutes(wall.getUTCMinutes() + 1, 0);
      else if (!seconds?.has(wall.getUTCSeconds())) wall.setUTCSeconds(wall.getUTCSeconds() + 1);
      else return wall;
    }
    return undefined;
  }

  return {
    next(after) {
      let wall: Date | undefined = wallClock(after);
      do {
        wall.setUTCSeconds(wall.getUTCSeconds() + 1);
        wall = search(wall);
        if (!wall) throw new Error(`the schedule "${expression}" never comes`);
        // In the hour that comes twice in autumn, the moment found may be the one before.
      } while (momentOf(wall) <= after);
      return momentOf(wall);
    },
  };
}
