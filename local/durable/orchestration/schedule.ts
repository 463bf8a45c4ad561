import { type Action, ActionType } from './actions.js';
import { historyEvent } from './history.js';
import type { Call, OpenTask, OpenTasks } from './openTask.js';
import { firstAttempt } from './retry.js';
import type { Leaf } from './steps.js';
import { nextFiring } from './timers.js';

/** The library has already made JSON texts of strings, and of nothing else; null reaches an activity as no data. */
function activityInput(input: unknown): string | undefined {
  if (input === undefined || input === null) return undefined;
  return typeof input === 'string' ? input : JSON.stringify(input);
}

/** The activity or sub-orchestration that an action asks for; undefined for any other action. */
function callOf(action: Action, time: number): Call | undefined {
  switch (action.actionType) {
    case ActionType.CallActivity:
    case ActionType.CallActivityWithRetry: {
      const input = activityInput(action.input);
      return {
        kind: 'activity',
        name: action.functionName,
        ...(input !== undefined && { input }),
        ...(action.retryOptions && { attempts: firstAttempt(action.retryOptions, time) }),
      };
    }
    case ActionType.CallSubOrchestrator:
    case ActionType.CallSubOrchestratorWithRetry:
      return {
        kind: 'subOrchestration',
        name: action.functionName,
        input: JSON.stringify(action.input ?? null),
        version: action.version ?? '',
        ...(action.instanceId && { instanceId: action.instanceId }),
        ...(action.retryOptions && { attempts: firstAttempt(action.retryOptions, time) }),
      };
    default:
      return undefined;
  }
}

/**
 * Takes the id of a task that was mentioned for the first time and opens it. Waits for events take none. A timer may
 * be cancelled before it was ever seen: it has its id and is never open.
 *
 * @throws where a timer has no valid date
 */
export function schedule({ leaf, action }: Leaf, tasks: OpenTasks, time: number): OpenTask | undefined {
  if (action.actionType === ActionType.CreateTimer) {
    const until = action.fireAt.getTime();
    if (Number.isNaN(until)) throw new Error('A timer was given an invalid date.');
    const timer = { kind: 'timer' as const, id: tasks.takeId(), leaf, fireAt: nextFiring(time, until), until };
    return action.isCanceled ? timer : tasks.add(timer);
  }
  const call = callOf(action, time);
  return call && tasks.add({ kind: 'call', id: tasks.takeId(), leaf, call });
}

/** The id of a sub-orchestration: the app's choice, or one that no other attempt has. */
export function childIdOf(call: Call & { kind: 'subOrchestration' }, executionId: string, taskId: number): string {
  return call.instanceId ?? `${executionId}:${taskId}`;
}

/** The event that says a task was begun. */
export function openedEvent(task: OpenTask, executionId: string, time: number): string {
  if (task.kind !== 'call') return historyEvent.timerCreated(time, task.id, task.fireAt);
  const { call, id } = task;
  if (call.kind === 'activity') return historyEvent.taskScheduled(time, id, call.name, call.input);
  return historyEvent.subOrchestrationCreated(time, id, call.name, childIdOf(call, executionId, id), call.input);
}
