import type { Change } from '../../storage/store.js';
import type { InstanceRecord } from '../orchestration/instanceRecord.js';
import type { Delivery, Message } from '../orchestration/message.js';
import type { Call } from '../orchestration/openTask.js';
import { childIdOf } from '../orchestration/schedule.js';
import { createInstance } from './createInstance.js';
import { type Engine, registeredName } from './engine.js';
import { badInstanceId } from './instanceId.js';
import type { LiveInstance } from './liveInstance.js';
import { admit, deliver } from './wake.js';

/** Something to write together with a turn, and what follows once it is written. */
export interface Consequence {
  readonly changes: readonly Change[];
  afterwards(): void;
}

function whyNot(engine: Engine, parent: LiveInstance, name: string | undefined, childId: string): string | undefined {
  if (name === undefined) return "the function doesn't exist, is disabled, or is not an orchestrator function.";
  if (childId === parent.record.instanceId) return 'its instance ID must differ from that of its parent.';
  if (engine.live.has(childId)) return `an instance with the ID '${childId}' is running already.`;
  return badInstanceId(childId);
}

/** Starts a sub-orchestration together with the turn that asked for it. */
export function startChild(
  engine: Engine,
  parent: LiveInstance,
  id: number,
  call: Call & { kind: 'subOrchestration' },
): Consequence {
  const { instanceId, executionId } = parent.record;
  const childId = childIdOf(call, executionId, id);
  const name = registeredName(engine.functions.orchestrators, call.name);
  const refusal = whyNot(engine, parent, name, childId);
  if (refusal !== undefined || name === undefined) {
    const text = `Orchestrator function '${call.name}' could not be started: ${refusal}`;
    const message: Message = { kind: 'taskFailed', executionId, id, failure: { reason: text, details: text } };
    return sendTo(engine, parent, message);
  }
  const { instance, changes } = createInstance(engine, {
    instanceId: childId,
    name,
    version: call.version,
    input: call.input,
    parent: { instanceId, executionId, taskId: id },
  });
  return { changes, afterwards: () => admit(engine, instance) };
}

function sendTo(engine: Engine, receiver: LiveInstance, message: Message): Consequence {
  const change = engine.rows.putMessage(receiver.record.instanceId, message);
  const delivery: Delivery = { message, row: change.key };
  return { changes: [change], afterwards: () => deliver(engine, receiver, delivery) };
}

/** Tells the parent how a finished sub-orchestration ended, unless another execution has taken the parent's place. */
export function reportToParent(engine: Engine, record: InstanceRecord): Consequence | undefined {
  if (!record.parent) return undefined;
  const { instanceId, executionId, taskId: id } = record.parent;
  const parent = engine.live.get(instanceId);
  if (parent?.record.executionId !== executionId) return undefined;
  const output = record.output ?? 'null';
  if (record.status === 'Completed')
    return sendTo(engine, parent, { kind: 'taskCompleted', executionId, id, result: output });
  const value: unknown = JSON.parse(output);
  const reason = typeof value === 'string' ? value : output;
  return sendTo(engine, parent, { kind: 'taskFailed', executionId, id, failure: { reason, details: reason } });
}
