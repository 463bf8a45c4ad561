import { NotSimulatedError } from '../../notSimulated.js';
import type { HostFunction } from '../invocation/hostFunction.js';
import { activityTrigger } from './activityTrigger.js';
import { cosmosDbTrigger } from './cosmosDbTrigger.js';
import { httpTrigger } from './httpTrigger.js';
import { orchestrationTrigger } from './orchestrationTrigger.js';
import { serviceBusTrigger } from './serviceBusTrigger.js';
import { timerTrigger } from './timerTrigger.js';
import type { BoundTrigger, TriggerHost, TriggerKind } from './trigger.js';

const KINDS: readonly TriggerKind[] = [
  httpTrigger,
  serviceBusTrigger,
  cosmosDbTrigger,
  timerTrigger,
  orchestrationTrigger,
  activityTrigger,
];

/** @throws what puts the function in error, such as a trigger that is not imitated */
export function bindTrigger(target: HostFunction, host: TriggerHost): BoundTrigger {
  const { type } = target.trigger;
  const kind = KINDS.find((known) => known.type.toLowerCase() === type.toLowerCase());
  if (!kind) throw new NotSimulatedError(`the trigger ${type}`);
  if (target.registration.metadata.retryOptions && !kind.retries) {
    host.log.write('warn', 'host', `${target.name}: a retry policy does nothing for a ${type}.`);
  }
  return kind.bind(target, host);
}
