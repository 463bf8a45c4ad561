import { randomUUID } from 'node:crypto';
import type { Change } from '../../storage/store.js';
import type { Parent } from '../orchestration/instanceRecord.js';
import type { Engine } from './engine.js';
import { type LiveInstance, liveInstance } from './liveInstance.js';

export const newId = () => randomUUID().replaceAll('-', '');

export interface NewInstance {
  readonly instanceId: string;
  /** As registered. */
  readonly name: string;
  readonly version: string;
  /** JSON text. */
  readonly input: string;
  readonly parent?: Parent;
}

/**
 * Reserves the id, taking the place of a finished instance. The caller writes the changes, then admits the instance.
 * The id must not belong to a live instance.
 */
export function createInstance(engine: Engine, asked: NewInstance): { instance: LiveInstance; changes: Change[] } {
  const now = engine.clock.now();
  const instance = liveInstance({
    instanceId: asked.instanceId,
    name: asked.name,
    version: asked.version,
    parent: asked.parent,
    executionId: newId(),
    input: asked.input,
    output: undefined,
    customStatus: undefined,
    status: 'Pending',
    suspended: false,
    createdAt: now,
    updatedAt: now,
    started: false,
    ending: undefined,
    historyRows: 0,
    nextId: 0,
    open: [],
  });
  instance.turnQueued = true;
  const previous = engine.rows.record(asked.instanceId);
  engine.live.set(asked.instanceId, instance);
  return {
    instance,
    changes: [...(previous ? engine.rows.removeHistory(previous) : []), engine.rows.putRecord(instance.record)],
  };
}
