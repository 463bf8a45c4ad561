import type { InstanceRecord } from './instanceRecord.js';
import { LONG_TIMER_INTERVAL, MAXIMUM_SHORT_TIMER } from './timers.js';

/** Replay schemas as the current extension announces them: V2 to libraries that know no later, else V4. */
const FIXED_FIELDS = JSON.stringify({
  isReplaying: false,
  upperSchemaVersion: 1,
  upperSchemaVersionNew: 3,
  longRunningTimerIntervalDuration: LONG_TIMER_INTERVAL.text,
  maximumShortTimerDuration: MAXIMUM_SHORT_TIMER.text,
  defaultHttpAsyncRequestSleepTimeMillseconds: 30_000,
}).slice(1);

/** The JSON text that an orchestration trigger hands to the library. `history` are JSON texts of events. */
export function orchestrationPayload(record: InstanceRecord, history: readonly string[]): string {
  const instanceId = JSON.stringify(record.instanceId);
  const parentInstanceId = JSON.stringify(record.parent?.instanceId ?? null);
  return (
    `{"history":[${history.join(',')}],"input":${record.input},"instanceId":${instanceId},` +
    `"parentInstanceId":${parentInstanceId},${FIXED_FIELDS}`
  );
}
