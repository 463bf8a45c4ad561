import type { Engine } from './engine.js';
import type { LiveInstance } from './liveInstance.js';

/** Where this engine repairs, or an app walks into, what hangs or is lost on Azure. */
export type WarningKind =
  | 'taskYieldedAgain'
  | 'retryAfterMovingOn'
  | 'retryStoppedEarly'
  | 'silentFailure'
  | 'booleanInput'
  | 'continueAsNewWithText'
  | 'eventsLost'
  | 'eventNameCase'
  | 'unknownActivity'
  | 'openAtTheEnd';

/** Logs a warning, once per instance and kind. */
export function warn({ log }: Engine, { record, warned }: LiveInstance, kind: WarningKind, text: string): void {
  if (warned.has(kind)) return;
  warned.add(kind);
  log.write('warn', 'durable', `${record.name} ${record.instanceId}: ${text}`);
}
