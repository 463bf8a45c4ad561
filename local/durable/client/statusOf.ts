import type { Engine } from '../engine/engine.js';
import { currentRecord } from '../engine/liveInstance.js';
import { type InstanceRecord, runtimeStatus } from '../orchestration/instanceRecord.js';

/** An instance as it is now, wherever it is kept. */
export function recordOf({ live, rows }: Engine, instanceId: string): InstanceRecord | undefined {
  const instance = live.get(instanceId);
  return instance ? currentRecord(instance) : rows.record(instanceId);
}

/** The management API's times have no fractions of seconds. */
const wholeSeconds = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

const value = (text: string | undefined): unknown => (text === undefined ? null : JSON.parse(text));

export interface Status {
  readonly name: string;
  readonly instanceId: string;
  readonly runtimeStatus: string;
  readonly input: unknown;
  readonly customStatus: unknown;
  readonly output: unknown;
  readonly createdTime: string;
  readonly lastUpdatedTime: string;
}

export function statusOf(record: InstanceRecord, showInput: boolean): Status {
  return {
    name: record.name,
    instanceId: record.instanceId,
    runtimeStatus: runtimeStatus(record),
    input: showInput ? value(record.input) : null,
    customStatus: value(record.customStatus),
    output: value(record.output),
    createdTime: wholeSeconds(record.createdAt),
    lastUpdatedTime: wholeSeconds(record.updatedAt),
  };
}
