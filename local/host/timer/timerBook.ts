import type { Store } from '../../storage/store.js';
import type { ScheduleStatus } from './scheduleStatus.js';

/** The schedules of all timer functions, for whoever wants to see them; monitored ones survive a restart. */
export interface TimerBook {
  stored(functionName: string): ScheduleStatus | undefined;
  /** @param monitored whether the status must outlive the process */
  update(functionName: string, status: ScheduleStatus, monitored: boolean): Promise<void>;
  entries(): Iterable<readonly [functionName: string, status: ScheduleStatus]>;
}

export function createTimerBook(store: Store): TimerBook {
  const table = store.table<ScheduleStatus>('host.timers');
  const current = new Map<string, ScheduleStatus>();
  return {
    stored: (functionName) => table.get(functionName),
    async update(functionName, status, monitored) {
      current.set(functionName, status);
      if (monitored) await store.write([table.put(functionName, status)]);
    },
    entries: () => current,
  };
}
