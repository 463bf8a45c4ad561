import type { Change } from '../../storage/store.js';
import { OpenTasks } from '../orchestration/openTask.js';
import { newId } from './createInstance.js';
import type { Engine } from './engine.js';
import { currentRecord, type LiveInstance } from './liveInstance.js';

/**
 * Begins a new execution of the same instance: ids from 0, no history, the custom status kept. Messages that have
 * arrived and were not taken yet stay; events that were taken and not waited for are gone, as on Azure.
 *
 * @param input JSON text
 */
export async function continueAsNew(
  engine: Engine,
  instance: LiveInstance,
  input: string,
  changes: readonly Change[],
): Promise<void> {
  const { record } = instance;
  const oldHistory = engine.rows.removeHistory(record);
  Object.assign(record, {
    executionId: newId(),
    input,
    createdAt: record.updatedAt,
    started: false,
    ending: undefined,
    historyRows: 0,
  });
  instance.tasks = new OpenTasks(0, []);
  instance.replay = { events: [], steps: [] };
  await engine.rows.store.write([...changes, ...oldHistory, engine.rows.putRecord(currentRecord(instance))]);
}
