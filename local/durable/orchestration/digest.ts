import { historyEvent } from './history.js';
import type { Message } from './message.js';
import type { Call, Failure, OpenTask, OpenTasks } from './openTask.js';
import { afterFailure } from './retry.js';
import { nextFiring } from './timers.js';

/** What a message does to the library while it replays. */
export type Role =
  /** Nobody waits for it: a duplicate, a cancelled timer, a result for an execution that is gone. */
  | 'ignored'
  /** The library takes an id for it, and the orchestrator's code does not go on. */
  | 'takesId'
  /** The orchestrator's code may go on, and may take ids for what it asks next. */
  | 'resumes';

export function roleOf(message: Message, executionId: string, tasks: OpenTasks, time: number): Role {
  if (message.kind === 'eventRaised') return 'resumes';
  const task = message.executionId === executionId ? tasks.get(message.id) : undefined;
  if (!task) return 'ignored';
  if (message.kind === 'timerFired') {
    if (task.kind === 'retryTimer') return task.next ? 'takesId' : 'resumes';
    return task.kind === 'timer' && time < task.until ? 'takesId' : 'resumes';
  }
  return message.kind === 'taskFailed' && task.kind === 'call' && task.call.attempts ? 'takesId' : 'resumes';
}

/** What came of one message. */
export interface Digested {
  /** The event, as JSON text. */
  readonly event: string;
  /** What the library began on its own while it digested the event. */
  readonly opened?: OpenTask;
  /** Azure would have hung here: it stops retrying without telling the library. */
  readonly stoppedEarly?: Call;
}

function failedEvent(call: Call, id: number, failure: Failure, time: number): string {
  return call.kind === 'activity'
    ? historyEvent.taskFailed(time, id, failure)
    : historyEvent.subOrchestrationFailed(time, id, failure);
}

function digestFailure(
  task: Extract<OpenTask, { kind: 'call' }>,
  failure: Failure,
  tasks: OpenTasks,
  time: number,
): Digested {
  const { id, leaf, call } = task;
  const event = failedEvent(call, id, failure, time);
  if (!call.attempts) return { event };
  const { fireAt, next, stoppedEarly } = afterFailure(call, call.attempts, failure, time);
  const opened = tasks.add({ kind: 'retryTimer', id: tasks.takeId(), leaf, fireAt, next });
  return { event, opened, ...(stoppedEarly && { stoppedEarly: call }) };
}

function digestTimer(task: Exclude<OpenTask, { kind: 'call' }>, tasks: OpenTasks, time: number): Digested {
  const { id, leaf } = task;
  const event = historyEvent.timerFired(time, id, task.fireAt);
  if (task.kind === 'retryTimer') {
    return task.next
      ? { event, opened: tasks.add({ kind: 'call', id: tasks.takeId(), leaf, call: task.next }) }
      : { event };
  }
  if (time >= task.until) return { event };
  const fireAt = nextFiring(time, task.until);
  return { event, opened: tasks.add({ kind: 'timer', id: tasks.takeId(), leaf, fireAt, until: task.until }) };
}

/**
 * Enters a message into the books: closes the task that it ends and takes the ids that the library takes for it.
 *
 * @param message one whose role is not `ignored`
 */
export function digest(message: Message, tasks: OpenTasks, time: number): Digested {
  if (message.kind === 'eventRaised') return { event: historyEvent.eventRaised(time, message.name, message.input) };
  const task = tasks.get(message.id);
  if (!task) throw new Error(`Task ${message.id} is not open.`);
  tasks.close(message.id);
  if (task.kind !== 'call') return digestTimer(task, tasks, time);
  if (message.kind === 'taskFailed') return digestFailure(task, message.failure, tasks, time);

  const result = message.kind === 'taskCompleted' ? message.result : 'null';
  const completed = task.call.kind === 'activity' ? historyEvent.taskCompleted : historyEvent.subOrchestrationCompleted;
  return { event: completed(time, task.id, result) };
}
