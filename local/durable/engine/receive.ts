import { digest, roleOf } from '../orchestration/digest.js';
import { historyEvent } from '../orchestration/history.js';
import type { Call, OpenTask } from '../orchestration/openTask.js';
import type { LiveInstance } from './liveInstance.js';

/** What a turn begins with: the messages that it takes, entered into the books. */
export interface Received {
  /** Milliseconds since 1970; never before the turn before, nor before a timer that fires in it. */
  readonly time: number;
  /** JSON texts of events for the library; empty where no message mattered. */
  readonly events: readonly string[];
  readonly opened: readonly OpenTask[];
  readonly stoppedEarly: Call | undefined;
  /** Leaves whose failed attempt is about to be repeated. */
  readonly retried: readonly number[];
  readonly eventNames: readonly string[];
  /** Store keys of the messages that this turn takes. */
  readonly rows: readonly string[];
}

function executionStarted({ record }: LiveInstance, time: number): string {
  return historyEvent.executionStarted(time, { ...record, parentId: record.parent?.instanceId });
}

/**
 * Takes messages from the inbox, as many as one turn can carry: a message for which the library takes an id must come
 * before any that may let the orchestrator go on, else nobody could tell whose the next ids are.
 */
export function receive(instance: LiveInstance, now: number): Received {
  const { record, inbox, tasks } = instance;
  const time = Math.max(now, record.updatedAt);
  const events: string[] = [];
  const opened: OpenTask[] = [];
  const retried: number[] = [];
  const eventNames: string[] = [];
  const rows: string[] = [];
  let stoppedEarly: Call | undefined;

  if (!record.started) events.push(executionStarted(instance, time));
  let mayHaveResumed = !record.started;
  for (let next = inbox[0]; next; next = inbox[0]) {
    const { message, row } = next;
    const role = roleOf(message, record.executionId, tasks, time);
    if (role === 'takesId' && mayHaveResumed) break;
    if (role === 'resumes') mayHaveResumed = true;
    inbox.shift();
    if (row !== undefined) rows.push(row);
    if (role === 'ignored') continue;

    if (message.kind === 'eventRaised') eventNames.push(message.name);
    const task = message.kind === 'taskFailed' ? tasks.get(message.id) : undefined;
    if (task && role === 'takesId') retried.push(task.leaf);
    const digested = digest(message, tasks, time);
    events.push(digested.event);
    if (digested.opened) opened.push(digested.opened);
    stoppedEarly ??= digested.stoppedEarly;
  }
  if (events.length > 0) events.unshift(historyEvent.orchestratorStarted(time));
  return { time, events, opened, stoppedEarly, retried, eventNames, rows };
}
