import type { Failure } from './openTask.js';

/** Numbers of the history events, from DurableTask's `EventType`. */
export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionFailed: 2,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventRaised: 15,
  ExecutionSuspended: 19,
  ExecutionResumed: 20,
} as const;

/** Events are kept as JSON texts: each is written once and replayed many times. */
function event(type: number, time: number, fields: object, id = -1): string {
  const Timestamp = new Date(time).toISOString();
  return JSON.stringify({ EventType: type, EventId: id, IsPlayed: false, Timestamp, ...fields });
}

const failed = (id: number, { reason, details, failureDetails }: Failure) => ({
  TaskScheduledId: id,
  Reason: reason,
  Details: details,
  ...(failureDetails && { FailureDetails: failureDetails }),
});

/** One function per event; `time` in milliseconds since 1970, inputs and results as JSON texts. */
export const historyEvent = {
  orchestratorStarted: (time: number) => event(EventType.OrchestratorStarted, time, {}),
  orchestratorCompleted: (time: number) => event(EventType.OrchestratorCompleted, time, {}),
  executionStarted: (
    time: number,
    of: {
      name: string;
      version: string;
      input: string;
      instanceId: string;
      executionId: string;
      parentId: string | undefined;
    },
  ) =>
    event(EventType.ExecutionStarted, time, {
      Name: of.name,
      Version: of.version,
      Input: of.input,
      OrchestrationInstance: { InstanceId: of.instanceId, ExecutionId: of.executionId },
      ParentInstance: of.parentId === undefined ? null : { OrchestrationInstance: { InstanceId: of.parentId } },
      Tags: null,
    }),
  executionCompleted: (time: number, status: string, result: string) =>
    event(EventType.ExecutionCompleted, time, { OrchestrationStatus: status, Result: result }),
  executionTerminated: (time: number, reason: string) => event(EventType.ExecutionTerminated, time, { Input: reason }),
  executionSuspended: (time: number, reason: string) => event(EventType.ExecutionSuspended, time, { Reason: reason }),
  executionResumed: (time: number, reason: string) => event(EventType.ExecutionResumed, time, { Reason: reason }),
  taskScheduled: (time: number, id: number, name: string, input: string | undefined) =>
    event(EventType.TaskScheduled, time, { Name: name, Version: '', Input: input ?? null }, id),
  taskCompleted: (time: number, id: number, result: string) =>
    event(EventType.TaskCompleted, time, { TaskScheduledId: id, Result: result }),
  taskFailed: (time: number, id: number, failure: Failure) => event(EventType.TaskFailed, time, failed(id, failure)),
  subOrchestrationCreated: (time: number, id: number, name: string, instanceId: string, input: string) =>
    event(EventType.SubOrchestrationInstanceCreated, time, { Name: name, InstanceId: instanceId, Input: input }, id),
  subOrchestrationCompleted: (time: number, id: number, result: string) =>
    event(EventType.SubOrchestrationInstanceCompleted, time, { TaskScheduledId: id, Result: result }),
  subOrchestrationFailed: (time: number, id: number, failure: Failure) =>
    event(EventType.SubOrchestrationInstanceFailed, time, failed(id, failure)),
  timerCreated: (time: number, id: number, fireAt: number) =>
    event(EventType.TimerCreated, time, { FireAt: new Date(fireAt).toISOString() }, id),
  timerFired: (time: number, id: number, fireAt: number) =>
    event(EventType.TimerFired, time, { TimerId: id, FireAt: new Date(fireAt).toISOString() }),
  eventRaised: (time: number, name: string, input: string | undefined) =>
    event(EventType.EventRaised, time, { Name: name, Input: input ?? null }),
};
