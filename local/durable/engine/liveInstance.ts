import type { Alarm } from '../../clock.js';
import type { InstanceRecord } from '../orchestration/instanceRecord.js';
import type { Delivery } from '../orchestration/message.js';
import { OpenTasks } from '../orchestration/openTask.js';
import type { Step } from '../orchestration/steps.js';

/** What a replay needs of the history. */
export interface Replay {
  /** JSON texts of events. */
  readonly events: string[];
  readonly steps: Step[];
}

/** An instance that has not finished, in memory. */
export interface LiveInstance {
  readonly record: InstanceRecord;
  tasks: OpenTasks;
  /** Undefined while nothing runs: read again from the store when it is needed. */
  replay: Replay | undefined;
  readonly inbox: Delivery[];
  readonly alarms: Map<number, Alarm>;
  /** Kinds of warnings that were given. */
  readonly warned: Set<string>;
  turnQueued: boolean;
  /** Resolves when the last piece of work that was given to `exclusively` has ended. */
  settled: Promise<unknown>;
}

export function liveInstance(record: InstanceRecord): LiveInstance {
  return {
    record: { ...record },
    tasks: new OpenTasks(record.nextId, record.open),
    replay: undefined,
    inbox: [],
    alarms: new Map(),
    warned: new Set(),
    turnQueued: false,
    settled: Promise.resolve(),
  };
}

/** The record as it must be written: with the tasks that are open now. */
export function currentRecord({ record, tasks }: LiveInstance): InstanceRecord {
  return { ...record, nextId: tasks.nextId, open: tasks.all() };
}

/** Turns and management operations of one instance run one after another. */
export function exclusively<T>(instance: LiveInstance, work: () => Promise<T>): Promise<T> {
  const result = instance.settled.then(work);
  instance.settled = result.catch(() => undefined);
  return result;
}
