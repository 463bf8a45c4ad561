import { type IndexedFunction, stateOf } from './functionIndex.js';
import type { Inspection } from './http/inspectionDoor.js';
import type { TimerBook } from './timer/timerBook.js';

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

/** When a timer function was called last and will be next, ISO 8601. */
export interface ScheduleReport {
  readonly name: string;
  readonly last: string | null;
  readonly next: string | null;
}

export function schedulesOf(timers: TimerBook): ScheduleReport[] {
  return [...timers.entries()].map(([name, { last, next }]) => ({ name, last: iso(last), next: iso(next) }));
}

/** What the host itself shows under `/_local/`: functions, and the schedules of timer triggers. */
export function inspectionOf(functions: readonly IndexedFunction[], timers: TimerBook): Inspection {
  return (path) => {
    if (path === 'functions') return functions.map(stateOf);
    return path === 'schedules' ? schedulesOf(timers) : undefined;
  };
}
