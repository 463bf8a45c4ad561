import { isFinished } from '../orchestration/instanceRecord.js';
import type { Message } from '../orchestration/message.js';
import { begin } from './begin.js';
import type { Engine } from './engine.js';
import { type LiveInstance, liveInstance } from './liveInstance.js';
import { admit } from './wake.js';

const belongsTo = (message: Message, { record }: LiveInstance) =>
  message.kind === 'eventRaised' || message.executionId === record.executionId;

/** Puts the messages that were accepted before the restart back into the inboxes, and removes what nobody waits for. */
async function fillInboxes({ rows, live }: Engine): Promise<void> {
  const stale = [];
  for (const { row, instanceId, message } of rows.messages()) {
    const instance = live.get(instanceId);
    if (instance && belongsTo(message, instance)) instance.inbox.push({ message, row });
    else stale.push(rows.removeMessage(row));
  }
  if (stale.length > 0) await rows.store.write(stale);
}

/** Runs activities again whose results are not there, and arms the timers. */
function resume(engine: Engine, instance: LiveInstance): void {
  const answered = new Set(
    instance.inbox.map(({ message }) => (message.kind === 'eventRaised' ? undefined : message.id)),
  );
  for (const task of instance.tasks.all()) if (!answered.has(task.id)) begin(engine, instance, task);
}

/** Goes on with everything that the store holds. */
export async function load(engine: Engine): Promise<void> {
  for (const record of engine.rows.records()) {
    if (isFinished(record)) continue;
    const instance = liveInstance(record);
    instance.turnQueued = true;
    engine.live.set(record.instanceId, instance);
  }
  await fillInboxes(engine);
  for (const instance of engine.live.values()) {
    resume(engine, instance);
    admit(engine, instance);
  }
}
