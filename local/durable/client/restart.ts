import { newId } from '../engine/createInstance.js';
import type { Engine } from '../engine/engine.js';
import { flag } from './flag.js';
import { type DurableRequest, type DurableResponse, noInstance, type PathParams } from './response.js';
import { start } from './startNew.js';
import { recordOf } from './statusOf.js';

/** `POST instances/{instanceId}/restart`: the same input again, under a new id unless `restartWithNewInstanceId=false`. */
export async function restart(
  engine: Engine,
  request: DurableRequest,
  [instanceId = '']: PathParams,
): Promise<DurableResponse> {
  const record = recordOf(engine, instanceId);
  if (!record) return noInstance(instanceId);
  const isNew = flag(request.query, 'restartWithNewInstanceId', true);
  const { name, version, input } = record;
  return start(engine, request, { name, version, input, instanceId: isNew ? newId() : instanceId });
}
