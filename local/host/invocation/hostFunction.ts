import { NotSimulatedError } from '../../notSimulated.js';
import type { BindingMetadata, Registration } from '../app/functionsCore.js';
import type { Configuration } from '../config/configuration.js';
import { resolveSettings } from '../config/expressions.js';

/** A function that the host can call. */
export interface HostFunction {
  readonly name: string;
  readonly registration: Registration;
  /** Its `%NAME%`s are resolved. */
  readonly trigger: BindingMetadata;
  /** Names of its durable client inputs. */
  readonly durableClients: readonly string[];
}

const FUNCTION_NAME = /^[a-z][a-z0-9_-]{0,127}$/i;
const BINDING_NAME = /^[a-z][a-z0-9]{0,127}$/i;

export function isTrigger({ type }: BindingMetadata): boolean {
  return /trigger$/i.test(type);
}

function isDurableClient({ type }: BindingMetadata): boolean {
  return /^(durableClient|orchestrationClient)$/i.test(type);
}

function isHttpAnswer(key: string, { type }: BindingMetadata): boolean {
  return key === '$return' && type.toLowerCase() === 'http';
}

/** Everything but routes, which Azure takes literally, and what the library itself put there. */
function withSettings(binding: BindingMetadata, configuration: Configuration): BindingMetadata {
  const literal = ['type', 'direction', 'name', 'route'];
  const resolved = Object.entries(binding).map(([option, value]) =>
    typeof value === 'string' && !literal.includes(option)
      ? [option, resolveSettings(value, configuration)]
      : [option, value],
  );
  return { ...binding, ...Object.fromEntries(resolved) };
}

function refuseUnknown(key: string, binding: BindingMetadata): void {
  if (binding.durableRequiresGrpc) throw new NotSimulatedError('durable-functions 4, which speaks gRPC: stay on 3');
  if (key !== '$return' && !BINDING_NAME.test(key)) throw new Error(`"${key}" cannot be the name of a binding`);
  if (isTrigger(binding) || isDurableClient(binding) || isHttpAnswer(key, binding)) return;
  throw new NotSimulatedError(`the ${binding.direction === 'in' ? 'input' : 'output'} binding ${binding.type}`);
}

/**
 * Checks what an app registered as the Functions host does before it starts a function.
 *
 * @throws what puts the function in error
 */
export function hostFunctionOf(registration: Registration, configuration: Configuration): HostFunction {
  const { name, bindings } = registration.metadata;
  if (!FUNCTION_NAME.test(name) || name.toLowerCase() === 'host')
    throw new Error(`"${name}" cannot be a function's name`);
  const entries = Object.entries(bindings);
  for (const [key, binding] of entries) refuseUnknown(key, binding);
  const [trigger, ...more] = entries.filter(([, binding]) => isTrigger(binding));
  if (!trigger || more.length > 0) throw new Error('a function needs exactly one trigger');
  const [key, binding] = trigger;
  return {
    name,
    registration,
    trigger: withSettings({ ...binding, name: key }, configuration),
    durableClients: entries.filter(([, other]) => isDurableClient(other)).map(([name]) => name),
  };
}
