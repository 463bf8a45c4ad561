import type { OpenTask } from '../orchestration/openTask.js';
import { runActivity } from './activity.js';
import type { Engine } from './engine.js';
import type { LiveInstance } from './liveInstance.js';
import { deliver } from './wake.js';

function arm(engine: Engine, instance: LiveInstance, id: number, fireAt: number): void {
  const { executionId } = instance.record;
  const alarm = engine.clock.at(fireAt, () => {
    instance.alarms.delete(id);
    deliver(engine, instance, { message: { kind: 'timerFired', executionId, id } });
  });
  instance.alarms.set(id, alarm);
}

/**
 * Sets going what an open task stands for: an activity runs, a timer is armed. Call it once the task is in the store,
 * and again after a restart. Sub-orchestrations are instances of their own and go by themselves.
 */
export function begin(engine: Engine, instance: LiveInstance, task: OpenTask): void {
  if (task.kind !== 'call') {
    arm(engine, instance, task.id, task.fireAt);
    return;
  }
  const { id, call } = task;
  const failure = call.attempts?.givenUp;
  if (failure) {
    const { executionId } = instance.record;
    deliver(engine, instance, { message: { kind: 'taskFailed', executionId, id, failure } });
  } else if (call.kind === 'activity') {
    runActivity(engine, instance, id, call);
  }
}

export function disarm(instance: LiveInstance, id: number): void {
  instance.alarms.get(id)?.cancel();
  instance.alarms.delete(id);
}
