import { type Durable, startDurable } from '../durable/durable.js';
import type { Log } from '../log.js';
import { type IndexedFunction, putInError } from './functionIndex.js';
import { durableFunctions } from './triggers/durableFunctions.js';
import type { Listener, TriggerHost } from './triggers/trigger.js';

/** Makes every function known to the router and the durable engine. */
export function registerFunctions(functions: readonly IndexedFunction[], log: Log): void {
  for (const target of functions) {
    if (target.disabled) {
      log.write('info', 'host', `${target.name} is disabled.`);
      continue;
    }
    try {
      target.bound?.register?.();
    } catch (error) {
      putInError(target, error, log);
    }
  }
}

/** Starts what listens. A listener that cannot start puts its function in error. */
export async function startListeners(functions: readonly IndexedFunction[], log: Log): Promise<Listener[]> {
  const listeners: Listener[] = [];
  for (const target of functions) {
    if (target.disabled || target.error !== undefined) continue;
    try {
      const listener = await target.bound?.listen?.();
      if (listener) listeners.push(listener);
    } catch (error) {
      putInError(target, error, log);
    }
  }
  return listeners;
}

/** The durable engine, where the app has orchestrators, activities or durable clients. */
export async function openDurable(
  functions: readonly IndexedFunction[],
  { hostJson, orchestrators, activities, invoker, store, clock, log }: TriggerHost,
): Promise<Durable | undefined> {
  if (!functions.some(({ usesDurable }) => usesDurable)) return undefined;
  const { hubName, maxConcurrentActivityFunctions, maxConcurrentOrchestratorFunctions } =
    hostJson.extensions.durableTask;
  return startDurable({
    functions: durableFunctions(orchestrators, activities, invoker),
    store,
    clock,
    log,
    hubName,
    maxConcurrentActivities: maxConcurrentActivityFunctions,
    maxConcurrentOrchestrators: maxConcurrentOrchestratorFunctions,
  });
}
