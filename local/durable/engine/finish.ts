import type { Change } from '../../storage/store.js';
import type { InstanceRecord } from '../orchestration/instanceRecord.js';
import { OpenTasks } from '../orchestration/openTask.js';
import { disarm } from './begin.js';
import { reportToParent } from './children.js';
import type { Engine } from './engine.js';
import { currentRecord, type LiveInstance } from './liveInstance.js';

/**
 * Ends an instance: writes its last record with `changes`, tells the parent, and lets go of it. Until that is written, the
 * instance is for everybody else as it was.
 *
 * @param end how it ended; `output` is a JSON text
 */
export async function finish(
  engine: Engine,
  instance: LiveInstance,
  end: Pick<InstanceRecord, 'status' | 'output' | 'updatedAt'>,
  changes: readonly Change[],
): Promise<void> {
  instance.tasks = new OpenTasks(instance.tasks.nextId, []);
  const ended = { ...currentRecord(instance), ...end };
  const undelivered = instance.inbox.flatMap(({ row }) => (row === undefined ? [] : [engine.rows.removeMessage(row)]));
  const report = reportToParent(engine, ended);
  await engine.rows.store.write([...changes, ...undelivered, engine.rows.putRecord(ended), ...(report?.changes ?? [])]);

  release(engine, instance);
  report?.afterwards();
}

/** Forgets a live instance that has finished or was purged. */
export function release(engine: Engine, instance: LiveInstance): void {
  const { instanceId } = instance.record;
  engine.live.delete(instanceId);
  for (const id of instance.alarms.keys()) disarm(instance, id);
  for (const listener of engine.finishListeners.get(instanceId) ?? []) listener();
  engine.finishListeners.delete(instanceId);
}
