import * as z from 'zod';
import { messageOf } from '../../messageOf.js';
import type { Message } from '../orchestration/message.js';
import type { Call, Failure } from '../orchestration/openTask.js';
import { type Engine, registeredName } from './engine.js';
import type { LiveInstance } from './liveInstance.js';
import { deliver, keepInbox } from './wake.js';
import { warn } from './warn.js';

/** What the library makes of an error's message where the app set an exception properties provider. */
const DescribedError = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  isNonRetriable: z.boolean(),
  properties: z.record(z.string(), z.unknown()),
  stackTrace: z.string().optional(),
});

function described(message: string): z.infer<typeof DescribedError> | undefined {
  if (!message.startsWith('{"errorType":')) return undefined;
  try {
    return DescribedError.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
}

function activityFailure(name: string, thrown: unknown): Failure {
  const message = messageOf(thrown);
  const details = (thrown instanceof Error && thrown.stack) || message;
  const error = described(message);
  if (!error) return { reason: `Activity function '${name}' failed: ${message}`, details };
  return {
    reason: `Activity function '${name}' failed: ${error.errorMessage}`,
    details: error.stackTrace ?? error.errorMessage,
    failureDetails: {
      ErrorType: error.errorType,
      ErrorMessage: error.errorMessage,
      StackTrace: error.stackTrace ?? null,
      IsNonRetriable: error.isNonRetriable,
      Properties: error.properties,
      InnerFailure: null,
    },
  };
}

async function attempt(
  engine: Engine,
  instance: LiveInstance,
  call: Call,
): Promise<{ result: string } | { failure: Failure }> {
  const name = registeredName(engine.functions.activities, call.name);
  if (name === undefined) {
    const text = `The function '${call.name}' doesn't exist, is disabled, or is not an activity function.`;
    warn(engine, instance, 'unknownActivity', `${text} Azure may leave the orchestration running for ever.`);
    return { failure: { reason: text, details: text } };
  }
  try {
    return { result: await engine.functions.runActivity(name, call.input, instance.record.instanceId) };
  } catch (thrown) {
    return { failure: activityFailure(name, thrown) };
  }
}

/** Queues one run of an activity. What it comes to reaches the instance unless another execution has taken its place. */
export function runActivity(engine: Engine, instance: LiveInstance, id: number, call: Call): void {
  const { instanceId, executionId } = instance.record;
  engine.activities.push(async () => {
    const outcome = await attempt(engine, instance, call);
    if (engine.live.get(instanceId) !== instance || instance.record.executionId !== executionId) return;
    const message: Message =
      'result' in outcome
        ? { kind: 'taskCompleted', executionId, id, result: outcome.result }
        : { kind: 'taskFailed', executionId, id, failure: outcome.failure };
    deliver(engine, instance, { message });
    if (instance.record.suspended) await keepInbox(engine, instance);
  });
}
