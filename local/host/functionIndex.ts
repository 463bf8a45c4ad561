import * as z from 'zod';
import type { Log } from '../log.js';
import { messageOf } from '../messageOf.js';
import type { AppRegistry, Registration } from './app/functionsCore.js';
import { isDisabled } from './config/disabled.js';
import { hostFunctionOf, isTrigger } from './invocation/hostFunction.js';
import { bindTrigger } from './triggers/registry.js';
import type { BoundTrigger, TriggerHost } from './triggers/trigger.js';

/** A function as the host shows it. */
export interface FunctionState {
  readonly name: string;
  /** The type of its trigger. */
  readonly trigger: string;
  readonly disabled: boolean;
  /** Why it is not started. */
  readonly error?: string;
  readonly route?: string;
  readonly methods?: readonly string[];
}

/** A function of the app and how far the host got with it. */
export interface IndexedFunction {
  readonly name: string;
  /** The type of its trigger. */
  readonly trigger: string;
  readonly bindings: readonly unknown[];
  readonly disabled: boolean;
  /** Whether it is an orchestrator or activity, or has a durable client. */
  readonly usesDurable: boolean;
  /** Undefined where the function is in error. */
  readonly bound?: BoundTrigger;
  error?: string;
}

function complaintOf(error: unknown): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
}

/** Notes that a function cannot be called; the others are. */
export function putInError(target: IndexedFunction, error: unknown, log: Log): void {
  target.error = complaintOf(error);
  log.write('error', 'host', `${target.name} is not started: ${target.error}`);
}

function byName(a: Registration, b: Registration): number {
  const [left, right] = [a.metadata.name.toUpperCase(), b.metadata.name.toUpperCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

function triggerOf({ metadata }: Registration): string {
  return Object.values(metadata.bindings).find(isTrigger)?.type ?? 'none';
}

function index(registration: Registration, host: TriggerHost): IndexedFunction {
  const { name, bindings } = registration.metadata;
  const raw = Object.entries(bindings).map(([key, binding]) => ({ ...binding, name: key }));
  const described = {
    name,
    trigger: triggerOf(registration),
    bindings: raw,
    disabled: isDisabled(name, host.configuration),
    usesDurable: raw.some(({ type }) => /^(orchestration|activity|durableClient)/i.test(type)),
  };
  try {
    return { ...described, bound: bindTrigger(hostFunctionOf(registration, host.configuration), host) };
  } catch (error) {
    const failed: IndexedFunction = { ...described };
    putInError(failed, error, host.log);
    return failed;
  }
}

/**
 * The app's functions in the order of their names, which is the order that routes are tried in.
 *
 * @param wanted which of them this host is to run; `functions` of host.json may leave out more
 */
export function indexFunctions(
  app: AppRegistry,
  host: TriggerHost,
  wanted: (name: string, trigger: string) => boolean,
): IndexedFunction[] {
  const allowed = host.hostJson.functions?.map((name) => name.toLowerCase());
  return [...app.registrations.values()]
    .sort(byName)
    .filter(({ metadata: { name } }) => allowed?.includes(name.toLowerCase()) ?? true)
    .filter((registration) => wanted(registration.metadata.name, triggerOf(registration)))
    .map((registration) => index(registration, host));
}

/** What the host tells others of a function. */
export function stateOf({ name, trigger, disabled, error, bound }: IndexedFunction): FunctionState {
  return {
    name,
    trigger,
    disabled,
    ...(error !== undefined && { error }),
    ...(bound?.route !== undefined && { route: bound.route }),
    ...(bound?.methods !== undefined && { methods: bound.methods }),
  };
}
