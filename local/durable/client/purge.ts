import type { Engine } from '../engine/engine.js';
import { release } from '../engine/finish.js';
import { exclusively, type LiveInstance } from '../engine/liveInstance.js';
import { type InstanceRecord, isFinished } from '../orchestration/instanceRecord.js';
import { instanceFilter } from './instanceFilter.js';
import { type DurableRequest, type DurableResponse, json, noInstance, type PathParams, refused } from './response.js';

async function purgeLive(engine: Engine, instance: LiveInstance): Promise<void> {
  const { rows } = engine;
  const messages = instance.inbox.flatMap(({ row }) => (row === undefined ? [] : [rows.removeMessage(row)]));
  await rows.store.write([...rows.removeRecord(instance.record), ...messages]);
  release(engine, instance);
}

/** `DELETE instances/{instanceId}`: whatever its status. */
export async function purge(
  engine: Engine,
  _: DurableRequest,
  [instanceId = '']: PathParams,
): Promise<DurableResponse> {
  const instance = engine.live.get(instanceId);
  if (instance)
    await exclusively(instance, async () => engine.live.get(instanceId) === instance && purgeLive(engine, instance));
  const record = engine.rows.record(instanceId);
  if (record) await engine.rows.store.write(engine.rows.removeRecord(record));
  return instance || record ? json(200, { instancesDeleted: 1 }) : noInstance(instanceId);
}

/** `DELETE instances?createdTimeFrom=…`: finished instances only. */
export async function purgeBy(engine: Engine, { query }: DurableRequest): Promise<DurableResponse> {
  if (!query.has('createdTimeFrom')) return refused(400, "Please provide value for 'createdTimeFrom' parameter.");
  const matches = instanceFilter(query);
  // One that is started again under its id is in the store as it was until the start is written.
  const isOver = (record: InstanceRecord) => isFinished(record) && !engine.live.has(record.instanceId);
  const doomed = [...engine.rows.records()].filter((record) => isOver(record) && matches(record));
  if (doomed.length === 0) return refused(404, 'No instances match the filter.');
  await engine.rows.store.write(doomed.flatMap((record) => engine.rows.removeRecord(record)));
  return json(200, { instancesDeleted: doomed.length });
}
