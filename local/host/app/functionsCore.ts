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

/** The library has rounded the intervals to whole seconds. */
export interface RetryOptionsMetadata {
  readonly strategy: 'fixedDelay' | 'exponentialBackoff';
  readonly maxRetryCount: number;
  readonly delayInterval?: { readonly seconds?: number };
  readonly minimumInterval?: { readonly seconds?: number };
  readonly maximumInterval?: { readonly seconds?: number };
}

export type FunctionCallback = (...inputs: unknown[]) => unknown;
export type HookCallback = (context: object) => unknown;

/** @param functionName the function whose call the line belongs to; undefined outside a call */
export type CoreLog = (level: string, category: string, text: string, functionName?: string) => void;

/** What the app told the core while it loaded. */
export interface AppRegistry {
  readonly registrations: Map<string, Registration>;
  readonly hooks: Map<string, HookCallback[]>;
  /** Shared by all hooks of the app, and by those of its start and end. */
  readonly appHookData: object;
  /** Set once the host has read the registrations: registering later is an error, as on Azure. */
  locked: boolean;
  readonly log: CoreLog;
}

/** The Functions library meets one core per process and announces its model once; apps come and go behind it. */
interface Core {
  model: ProgrammingModel | undefined;
  app: AppRegistry;
}

let core: Core | undefined;

const HOOKS = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'];

function hookNotSupported(name: string): RangeError {
  return Object.assign(new RangeError(`Unrecognized hook "${name}"`), { isAzureFunctionsSystemError: true });
}

function registerFunction(app: AppRegistry, metadata: FunctionMetadata, callback: FunctionCallback) {
  if (app.locked) throw new Error(`Function "${metadata.name}" was registered after the app had started.`);
  if (app.registrations.has(metadata.name)) throw new Error(`Two functions are named "${metadata.name}".`);
  app.registrations.set(metadata.name, { metadata, callback });
  return {
    dispose: () => {
      if (app.locked) throw new Error(`Function "${metadata.name}" was disposed of after the app had started.`);
      app.registrations.delete(metadata.name);
    },
  };
}

function registerHook(app: AppRegistry, name: string, callback: HookCallback) {
  if (!HOOKS.includes(name)) throw hookNotSupported(name);
  const hooks = app.hooks.get(name) ?? [];
  hooks.push(callback);
  app.hooks.set(name, hooks);
  return { dispose: () => void hooks.splice(hooks.indexOf(callback), 1) };
}

/** The module that Azure's Node worker puts under the name `@azure/functions-core`; it is on no registry. */
function moduleOf(core: Core) {
  return {
    version: '3.14.1',
    hostVersion: HOST_VERSION,
    setProgrammingModel: (model: ProgrammingModel) => {
      core.model = model;
    },
    getProgrammingModel: () => core.model,
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
      registerFunction(core.app, metadata, callback),
    registerHook: (name: string, callback: HookCallback) => registerHook(core.app, name, callback),
    log: (level: string, category: string, text: string) => core.app.log(level, category, text),
    Disposable: class {
      constructor(readonly dispose: () => void) {}
    },
  };
}

/** The Functions host whose behaviour is imitated. */
export const HOST_VERSION = '4.1052.200';

/**
 * Makes `require('@azure/functions-core')` answer in this process, as the worker does, and returns what the next app
 * will register. A process normally carries one app; another one loaded later gets its own registrations but shares
 * the library's set-up.
 */
export function installFunctionsCore(log: CoreLog): AppRegistry {
  const app: AppRegistry = { registrations: new Map(), hooks: new Map(), appHookData: {}, locked: false, log };
  if (core) {
    core.app = app;
    return app;
  }
  core = { model: undefined, app };
  const provided = moduleOf(core);
  const originalRequire = Module.prototype.require;
  Module.prototype.require = Object.assign(function (this: unknown, id: string): unknown {
    return id === '@azure/functions-core' ? provided : originalRequire.call(this as NodeJS.Module, id);
  }, originalRequire) as typeof originalRequire;
  return app;
}

/** How the app's library converts arguments and results. Undefined until an app has registered something. */
export function programmingModel(): ProgrammingModel | undefined {
  return core?.model;
}
