import type { Engine } from '../engine/engine.js';
import { type DurableResponse, json } from './response.js';

/** Resolves when the instance has finished or the time is over. */
function finishedWithin({ live, clock, finishListeners }: Engine, instanceId: string, ms: number): Promise<void> {
  if (!live.has(instanceId)) return Promise.resolve();
  return new Promise((resolve) => {
    const listeners = finishListeners.get(instanceId) ?? new Set();
    finishListeners.set(instanceId, listeners);
    const listener = () => {
      listeners.delete(listener);
      alarm.cancel();
      resolve();
    };
    const alarm = clock.after(ms, listener);
    listeners.add(listener);
  });
}

/** Answers with the output of an instance, or with `otherwise` where it does not finish in time. */
export async function waitForEnd(
  engine: Engine,
  instanceId: string,
  ms: number,
  otherwise: DurableResponse,
): Promise<DurableResponse> {
  await finishedWithin(engine, instanceId, ms);
  const record = engine.live.has(instanceId) ? undefined : engine.rows.record(instanceId);
  if (!record) return otherwise;
  return json(record.status === 'Failed' ? 500 : 200, JSON.parse(record.output ?? 'null'));
}
