import { Module } from 'node:module';
import type { ProgrammingModel } from './programmingModel.js';

/** A function as the app registered it, before the host looked at it. */
export interface Registration {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, BindingMetadata>>;
  readonly retryOptions?: RetryOptionsMetadata;
}

/** A trigger, input or output as `@azure/functions` describes it; which further fields there are depends on `type`. */
export interface BindingMetadata {
  readonly type: string;
  readonly direction: 'in' | 'out' | 'inout';
  readonly name: string;
  readonly [option: string]: unknown;
}

export interface RetryOptionsMetadata {
  readonly strategy: 'fixedDelay' | 'exponentialBackoff';
  readonly maxRetryCount: number;
  readonly delayInterval?: { readonly seconds?: number };
  readonly minimumInterval?: { readonly seconds?: number };
  readonly maximumInterval?: { readonly seconds?: number };
}

export type FunctionCallback = (...inputs: unknown[]) => unknown;
export type HookCallback = (context: Record<string, unknown>) => unknown;
export type CoreLog = (level: string, category: string, text: string) => void;

/** What the app told the core while it loaded. */
export interface AppRegistry {
  model: ProgrammingModel | undefined;
  readonly registrations: Map<string, Registration>;
  readonly hooks: Map<string, HookCallback[]>;
  /** Set once the host has read the registrations: registering later is an error, as on Azure. */
  locked: boolean;
  log: CoreLog;
}

const HOOKS = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'];

function hookNotSupported(name: string): RangeError {
  return Object.assign(new RangeError(`Unrecognized hook "${name}"`), { isAzureFunctionsSystemError: true });
}

/** The module that Azure's Node worker puts under the name `@azure/functions-core`; it is on no registry. */
function createCore(registry: AppRegistry) {
  return {
    version: '3.14.1',
    hostVersion: '4.1052.200',
    setProgrammingModel(model: ProgrammingModel): void {
      registry.model = model;
    },
    getProgrammingModel: () => registry.model,
    registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): { dispose(): void } {
      if (registry.locked) throw new Error(`Function "${metadata.name}" was registered after the app had started.`);
      if (registry.registrations.has(metadata.name)) throw new Error(`Two functions are named "${metadata.name}".`);
      registry.registrations.set(metadata.name, { metadata, callback });
      return { dispose: () => void registry.registrations.delete(metadata.name) };
    },
    registerHook(name: string, callback: HookCallback): { dispose(): void } {
      if (!HOOKS.includes(name)) throw hookNotSupported(name);
      const hooks = registry.hooks.get(name) ?? [];
      hooks.push(callback);
      registry.hooks.set(name, hooks);
      return { dispose: () => void hooks.splice(hooks.indexOf(callback), 1) };
    },
    log: (level: string, category: string, text: string) => registry.log(level, category, text),
    Disposable: class {
      constructor(readonly dispose: () => void) {}
    },
  };
}

/**
 * Makes `require('@azure/functions-core')` answer in this process, as the worker does, and returns what the app will
 * register. The Functions library holds on to the first core it meets, so a process can carry one app only: call this
 * once, before the app loads.
 */
export function installFunctionsCore(log: CoreLog): AppRegistry {
  const registry: AppRegistry = { model: undefined, registrations: new Map(), hooks: new Map(), locked: false, log };
  const core = createCore(registry);
  const originalRequire = Module.prototype.require;
  Module.prototype.require = Object.assign(function (this: unknown, id: string): unknown {
    return id === '@azure/functions-core' ? core : originalRequire.call(this as NodeJS.Module, id);
  }, originalRequire) as typeof originalRequire;
  return registry;
}
