import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { Delivery } from '../orchestration/message.js';
import type { Engine } from './engine.js';
import { exclusively, type LiveInstance } from './liveInstance.js';

function hasWork({ record, inbox }: LiveInstance): boolean {
  return !record.suspended && (!record.started || inbox.length > 0);
}

/**
 * Queues a turn where there is something to do and none is queued yet. It begins when the event loop has come around: what
 * arrives until then, such as the results of activities that end at the same moment, is taken together, as Azure takes
 * from its queue what it finds there.
 */
export function wake(engine: Engine, instance: LiveInstance): void {
  if (instance.turnQueued || !hasWork(instance)) return;
  instance.turnQueued = true;
  engine.turns.push(() =>
    exclusively(instance, async () => {
      await eventLoopTurn();
      instance.turnQueued = false;
      const finished = engine.live.get(instance.record.instanceId) !== instance;
      if (!finished && hasWork(instance)) await engine.takeTurn(instance);
    }),
  );
}

/** Lets an instance that was created or read from the store begin: before, none of its turns is queued. */
export function admit(engine: Engine, instance: LiveInstance): void {
  instance.turnQueued = false;
  wake(engine, instance);
}

export function deliver(engine: Engine, instance: LiveInstance, delivery: Delivery): void {
  instance.inbox.push(delivery);
  wake(engine, instance);
}

/** Writes results that are held in memory only, because no turn will take them soon. */
export async function keepInbox({ rows }: Engine, { record, inbox }: LiveInstance): Promise<void> {
  const changes = [];
  for (const [index, { message, row }] of inbox.entries()) {
    if (row !== undefined || message.kind === 'timerFired') continue;
    const change = rows.putMessage(record.instanceId, message);
    inbox[index] = { message, row: change.key };
    changes.push(change);
  }
  if (changes.length > 0) await rows.store.write(changes);
}
