import { createInstance, newId } from '../engine/createInstance.js';
import { type Engine, registeredName } from '../engine/engine.js';
import { badInstanceId } from '../engine/instanceId.js';
import { exclusively } from '../engine/liveInstance.js';
import { admit } from '../engine/wake.js';
import { runtimeStatus } from '../orchestration/instanceRecord.js';
import { isJson } from './isJson.js';
import { managementUrls } from './managementUrls.js';
import { type DurableRequest, type DurableResponse, failed, json, type PathParams, refused } from './response.js';
import { waitForEnd } from './waitForEnd.js';

export interface Start {
  readonly name: string;
  readonly instanceId: string;
  readonly version: string;
  /** JSON text. */
  readonly input: string;
}

/** Starts an instance and answers with the URLs that manage it, once it is in the store. */
export async function start(engine: Engine, request: DurableRequest, asked: Start): Promise<DurableResponse> {
  const running = engine.live.get(asked.instanceId);
  if (running) {
    return failed(`An Orchestration instance with the status ${runtimeStatus(running.record)} already exists.`);
  }
  const { instance, changes } = createInstance(engine, asked);
  await exclusively(instance, () => engine.rows.store.write(changes));
  admit(engine, instance);

  const urls = managementUrls(new URL(request.url).origin, engine.hubName, asked.instanceId);
  return json(202, urls, { location: urls.statusQueryGetUri ?? '', 'retry-after': '10' });
}

/** `POST orchestrators/{name}[/{instanceId}]`; with `timeout` it waits that many seconds for the end. */
export async function startNew(
  engine: Engine,
  request: DurableRequest,
  [asked = '', instanceId = newId()]: PathParams,
): Promise<DurableResponse> {
  const name = registeredName(engine.functions.orchestrators, asked);
  if (name === undefined) {
    return refused(400, `The function '${asked}' doesn't exist, is disabled, or is not an orchestrator function.`);
  }
  const bad = badInstanceId(instanceId);
  if (bad) return refused(400, bad);
  const input = request.body || 'null';
  if (!isJson(input)) return refused(400, 'The request body is not valid JSON.');

  const version = request.query.get('version') ?? '';
  const answer = await start(engine, request, { name, instanceId, version, input });
  const timeout = Number(request.query.get('timeout') ?? 0);
  return answer.status === 202 && timeout > 0 ? waitForEnd(engine, instanceId, timeout * 1000, answer) : answer;
}
