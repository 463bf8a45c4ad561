import type { Change } from '../../storage/store.js';
import type { HistoryRow } from '../storage/instanceRows.js';
import type { Engine } from './engine.js';
import type { LiveInstance } from './liveInstance.js';

/** Adds a row to the history of an instance, also to what is held in memory of it. */
export function appendHistory({ rows }: Engine, { record, replay }: LiveInstance, row: HistoryRow): Change {
  replay?.events.push(...row.received);
  replay?.steps.push(...row.steps);
  return rows.putHistory(record.instanceId, record.historyRows++, row);
}
