import { historyReport } from './client/historyReport.js';
import { recordOf } from './client/statusOf.js';
import type { Engine } from './engine/engine.js';
import { type InstanceRecord, runtimeStatus } from './orchestration/instanceRecord.js';
import type { OpenTask } from './orchestration/openTask.js';

export interface InstanceReport {
  readonly instanceId: string;
  readonly name: string;
  readonly runtimeStatus: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly customStatus: unknown;
}

export interface InspectedInstance extends InstanceReport {
  /** As the management API shows it. */
  readonly history: readonly unknown[];
  readonly openTimers: readonly { readonly id: number; readonly fireAt: string }[];
}

const iso = (time: number) => new Date(time).toISOString();

function report(record: InstanceRecord): InstanceReport {
  return {
    instanceId: record.instanceId,
    name: record.name,
    runtimeStatus: runtimeStatus(record),
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    customStatus: record.customStatus === undefined ? null : JSON.parse(record.customStatus),
  };
}

const timersIn = (tasks: readonly OpenTask[]) =>
  tasks.flatMap((task) => (task.kind === 'call' ? [] : [{ id: task.id, fireAt: iso(task.fireAt) }]));

/** Every instance, in the order of the ids. */
export function* reports(engine: Engine): Generator<InstanceReport> {
  for (const { instanceId } of engine.rows.records()) {
    const record = recordOf(engine, instanceId);
    if (record) yield report(record);
  }
}

export function inspect(engine: Engine, instanceId: string): InspectedInstance | undefined {
  const record = recordOf(engine, instanceId);
  if (!record) return undefined;
  return {
    ...report(record),
    history: historyReport(engine.rows.history(record), true),
    openTimers: timersIn(record.open),
  };
}

/** Every timer that is armed (and so in the store), soonest first. */
export function armedTimers(engine: Engine): { instanceId: string; fireAt: string }[] {
  return [...engine.live]
    .flatMap(([instanceId, { tasks, alarms }]) =>
      timersIn(tasks.all()).flatMap(({ id, fireAt }) => (alarms.has(id) ? { instanceId, fireAt } : [])),
    )
    .sort((a, b) => (a.fireAt < b.fireAt ? -1 : 1));
}
