import type { Engine } from '../engine/engine.js';
import { deliver } from '../engine/wake.js';
import type { Message } from '../orchestration/message.js';
import { isJson } from './isJson.js';
import { onLive } from './onLive.js';
import { type DurableRequest, type DurableResponse, empty, type PathParams, refused } from './response.js';

/** `POST instances/{instanceId}/raiseEvent/{name}`: accepted once the event is in the store. */
export async function raiseEvent(
  engine: Engine,
  { body, headers }: DurableRequest,
  [instanceId = '', name = '']: PathParams,
): Promise<DurableResponse> {
  if (!headers['content-type']?.includes('application/json')) {
    return refused(400, 'Only application/json request content is supported');
  }
  // The library keeps ids of tasks and names of events in one map.
  if (/^\d+$/.test(name)) return refused(400, `An event must not be named by a number alone: '${name}'.`);
  if (body !== '' && !isJson(body)) return refused(400, 'The request body is not valid JSON.');

  return onLive(engine, instanceId, async (instance) => {
    const message: Message = { kind: 'eventRaised', name, input: body === '' ? undefined : body };
    const change = engine.rows.putMessage(instanceId, message);
    await engine.rows.store.write([change]);
    deliver(engine, instance, { message, row: change.key });
    return empty(202);
  });
}
