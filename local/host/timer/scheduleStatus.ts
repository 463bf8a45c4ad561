import type { Schedule } from './schedule.js';

/** What a monitored timer remembers over restarts. Milliseconds since 1970; `last` is undefined before the first call. */
export interface ScheduleStatus {
  readonly last: number | undefined;
  readonly next: number;
  readonly lastUpdated: number;
}

/** What a timer does when its host starts. */
export interface Resumption {
  readonly status: ScheduleStatus;
  readonly pastDue: boolean;
}

/** Takes up a schedule at `now`, where `stored` is what an earlier run left. A schedule that was changed is not past due. */
export function resume(schedule: Schedule, stored: ScheduleStatus | undefined, now: number): Resumption {
  const fresh = { last: stored?.last, next: schedule.next(now), lastUpdated: now };
  if (!stored) return { status: fresh, pastDue: false };
  const unchanged = schedule.next(stored.lastUpdated) === stored.next;
  return unchanged ? { status: stored, pastDue: stored.next < now } : { status: fresh, pastDue: false };
}

/** .NET's smallest date, which Azure shows as the last call before the first. */
const NEVER = '0001-01-01T00:00:00+00:00';

function iso(time: number | undefined): string {
  return time === undefined ? NEVER : new Date(time).toISOString();
}

/** What the function sees of it. */
export function toTriggerData(status: ScheduleStatus): { Last: string; Next: string; LastUpdated: string } {
  return { Last: iso(status.last), Next: iso(status.next), LastUpdated: iso(status.lastUpdated) };
}
