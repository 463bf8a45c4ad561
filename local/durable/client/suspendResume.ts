import { appendHistory } from '../engine/appendHistory.js';
import type { Engine } from '../engine/engine.js';
import { currentRecord, type LiveInstance } from '../engine/liveInstance.js';
import { keepInbox, wake } from '../engine/wake.js';
import { historyEvent } from '../orchestration/history.js';
import { onLive } from './onLive.js';
import { type DurableRequest, type DurableResponse, empty, failed, type PathParams } from './response.js';

async function mark(engine: Engine, instance: LiveInstance, suspended: boolean, reason: string): Promise<void> {
  const { record } = instance;
  const time = Math.max(engine.clock.now(), record.updatedAt);
  const event = suspended ? historyEvent.executionSuspended : historyEvent.executionResumed;
  Object.assign(record, { suspended, updatedAt: time });
  const history = appendHistory(engine, instance, { received: [], scheduled: [event(time, reason)], steps: [] });
  await engine.rows.store.write([history, engine.rows.putRecord(currentRecord(instance))]);
}

/** `POST instances/{instanceId}/suspend`: messages are kept and not delivered until it is resumed. */
export async function suspend(
  engine: Engine,
  { query }: DurableRequest,
  [instanceId = '']: PathParams,
): Promise<DurableResponse> {
  return onLive(engine, instanceId, async (instance) => {
    if (instance.record.suspended) return failed('The instance is suspended already.');
    await mark(engine, instance, true, query.get('reason') ?? '');
    await keepInbox(engine, instance);
    return empty(202);
  });
}

/** `POST instances/{instanceId}/resume`: delivers what has come in meanwhile, in order. */
export async function resume(
  engine: Engine,
  { query }: DurableRequest,
  [instanceId = '']: PathParams,
): Promise<DurableResponse> {
  return onLive(engine, instanceId, async (instance) => {
    if (!instance.record.suspended) return failed('The instance is not suspended.');
    await mark(engine, instance, false, query.get('reason') ?? '');
    wake(engine, instance);
    return empty(202);
  });
}
