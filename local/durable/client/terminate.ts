import { appendHistory } from '../engine/appendHistory.js';
import type { Engine } from '../engine/engine.js';
import { finish } from '../engine/finish.js';
import { historyEvent } from '../orchestration/history.js';
import { isJson } from './isJson.js';
import { onLive } from './onLive.js';
import { type DurableRequest, type DurableResponse, empty, type PathParams } from './response.js';

/** A reason that is JSON is shown as the value that it is. */
const outputOf = (reason: string) => (isJson(reason) ? reason : JSON.stringify(reason));

/** `POST instances/{instanceId}/terminate`: what runs is not interrupted, its result is dropped. */
export async function terminate(
  engine: Engine,
  { query }: DurableRequest,
  [instanceId = '']: PathParams,
): Promise<DurableResponse> {
  return onLive(engine, instanceId, async (instance) => {
    const reason = query.get('reason') ?? '';
    const time = Math.max(engine.clock.now(), instance.record.updatedAt);
    const row = { received: [], scheduled: [historyEvent.executionTerminated(time, reason)], steps: [] };
    const history = appendHistory(engine, instance, row);
    await finish(engine, instance, { status: 'Terminated', output: outputOf(reason), updatedAt: time }, [history]);
    return empty(202);
  });
}
