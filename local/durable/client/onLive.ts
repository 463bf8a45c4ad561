import type { Engine } from '../engine/engine.js';
import { exclusively, type LiveInstance } from '../engine/liveInstance.js';
import { type DurableResponse, empty, noInstance } from './response.js';

/** Does something to an instance between its turns: 404 where there is none, 410 where it has finished. */
export async function onLive(
  engine: Engine,
  instanceId: string,
  work: (instance: LiveInstance) => Promise<DurableResponse>,
): Promise<DurableResponse> {
  const instance = engine.live.get(instanceId);
  if (instance) {
    return exclusively(instance, async () => (engine.live.get(instanceId) === instance ? work(instance) : empty(410)));
  }
  return engine.rows.record(instanceId) ? empty(410) : noInstance(instanceId);
}
