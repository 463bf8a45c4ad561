import { type Durable, startDurable } from '../durable/durable.js';
import type { Log } from '../log.js';
import { runAppHooks } from './app/appHooks.js';
import { loadApp } from './app/loadApp.js';
import { readConfiguration } from './config/configuration.js';
import { readHostJson } from './config/hostJson.js';
import type { LocalSettings } from './config/localSettings.js';
import { drain } from './drain.js';
import { type IndexedFunction, indexFunctions, putInError } from './functionIndex.js';
import type { FunctionState, Host, HostOptions } from './host.js';
import { createAdmin } from './http/admin.js';
import { createCors } from './http/cors.js';
import { createDurableDoors } from './http/durableDoor.js';
import { createFrontDoor, type Door } from './http/frontDoor.js';
import { createInspectionDoor, type Inspection } from './http/inspectionDoor.js';
import { createRouter } from './http/router.js';
import type { HttpServer } from './http/server.js';
import { createAppLog } from './invocation/appLog.js';
import { createInvoker } from './invocation/invoker.js';
import { createLogLevels } from './invocation/logLevels.js';
import { createTimerBook, type TimerBook } from './timer/timerBook.js';
import { durableFunctions } from './triggers/durableFunctions.js';
import type { HttpTarget, Listener, TriggerHost } from './triggers/trigger.js';

/** Makes every function known to the router and the durable engine. */
function register(functions: readonly IndexedFunction[], log: Log): void {
  for (const target of functions) {
    try {
      if (!target.disabled) target.bound?.register?.();
    } catch (error) {
      putInError(target, error, log);
    }
  }
}

/** Starts what listens. A listener that cannot start puts its function in error. */
async function listen(functions: readonly IndexedFunction[], log: Log): Promise<Listener[]> {
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
async function openDurable(
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

function stateOf({ name, trigger, disabled, error, bound }: IndexedFunction): FunctionState {
  return {
    name,
    trigger,
    disabled,
    ...(error !== undefined && { error }),
    ...(bound?.route !== undefined && { route: bound.route }),
    ...(bound?.methods !== undefined && { methods: bound.methods }),
  };
}

/** What the host itself shows under `/_local/`: functions, and the schedules of timer triggers. */
function inspectionOf(functions: readonly IndexedFunction[], timers: TimerBook): Inspection {
  return (path) => {
    if (path === 'functions') return functions.map(stateOf);
    if (path !== 'schedules') return undefined;
    return [...timers.entries()].map(([name, { last, next }]) => ({
      name,
      last: last === undefined ? null : new Date(last).toISOString(),
      next: new Date(next).toISOString(),
    }));
  };
}

/** Loads the app and starts its functions behind a server that listens already. */
export async function startApp(options: HostOptions, local: LocalSettings, server: HttpServer): Promise<Host> {
  const { folder, store, clock, log } = options;
  const url = `http://${server.host}`;
  const hostJson = await readHostJson(folder, process.env);
  const configuration = readConfiguration({ ...local.connectionStrings, ...process.env });
  const levels = createLogLevels(hostJson.logging.logLevel);
  const cors = createCors(local.cors);
  const app = await loadApp(folder, createAppLog(log, levels));

  let durable: Durable | undefined;
  const durableClient = () => options.durableClient ?? durable?.clientBinding(url) ?? '';
  const stopping = new AbortController();
  const triggerHost: TriggerHost = {
    invoker: createInvoker({ app, log, levels, durableClient }),
    configuration,
    hostJson,
    router: createRouter<HttpTarget>(hostJson.extensions.http.routePrefix, log),
    orchestrators: new Map(),
    activities: new Map(),
    timers: createTimerBook(store),
    store,
    clock,
    log,
    stopping: stopping.signal,
  };
  const { invoker, router, timers } = triggerHost;

  const functions = indexFunctions(app, triggerHost, options.only ?? (() => true));
  register(functions, log);
  if (options.durableClient === undefined) durable = await openDurable(functions, triggerHost);
  const listeners = await listen(functions, log);

  const { routePrefix, customHeaders, maxOutstandingRequests } = hostJson.extensions.http;
  const inspections = [...(options.inspection ? [options.inspection] : []), inspectionOf(functions, timers)];
  const doors: Record<string, Door> = {
    '/admin/': createAdmin({ url, routePrefix, functions, log }),
    '/_local/': createInspectionDoor(inspections),
    ...(durable && createDurableDoors(durable)),
  };
  server.answerWith(
    createFrontDoor({ doors, router, cors, customHeaders, maxOutstandingRequests, stopping: stopping.signal }),
  );

  return {
    url,
    functions: functions.map(stateOf),
    durable,
    busy: () => invoker.running() > 0,
    async stop() {
      stopping.abort();
      await drain({ listeners, durable, invoker, clock, log });
      await runAppHooks(app, 'appTerminate', folder);
    },
  };
}
