import type { Durable } from '../durable/durable.js';
import { runAppHooks } from './app/appHooks.js';
import { loadApp } from './app/loadApp.js';
import { readConfiguration } from './config/configuration.js';
import { readHostJson } from './config/hostJson.js';
import type { LocalSettings } from './config/localSettings.js';
import { drain } from './drain.js';
import { indexFunctions, stateOf } from './functionIndex.js';
import type { Host, HostOptions } from './host.js';
import { createAdmin } from './http/admin.js';
import { createCors } from './http/cors.js';
import { createDurableDoors } from './http/durableDoor.js';
import { createFrontDoor, type Door } from './http/frontDoor.js';
import { createInspectionDoor } from './http/inspectionDoor.js';
import { createRouter } from './http/router.js';
import type { HttpServer } from './http/server.js';
import { inspectionOf, schedulesOf } from './inspection.js';
import { createAppLog } from './invocation/appLog.js';
import { createInvoker } from './invocation/invoker.js';
import { createLogLevels } from './invocation/logLevels.js';
import { createTimeouts } from './invocation/timeouts.js';
import { openDurable, registerFunctions, startListeners } from './startFunctions.js';
import { createTimerBook } from './timer/timerBook.js';
import type { HttpTarget, TriggerHost } from './triggers/trigger.js';

/** Loads the app and starts its functions behind a server that listens already. */
export async function startApp(options: HostOptions, local: LocalSettings, server: HttpServer): Promise<Host> {
  const { folder, store, clock, log } = options;
  const url = `http://${server.host}`;
  const hostJson = await readHostJson(folder, process.env, log);
  const configuration = readConfiguration({ ...local.connectionStrings, ...process.env });
  const levels = createLogLevels(hostJson.logging.logLevel);
  const cors = createCors(local.cors);
  const timeouts = createTimeouts(hostJson.functionTimeout, clock, log);
  const app = await loadApp(folder, createAppLog(log, levels));

  let durable: Durable | undefined;
  const durableClient = () => options.durableClient ?? durable?.clientBinding(url) ?? '';
  const stopping = new AbortController();
  const triggerHost: TriggerHost = {
    invoker: createInvoker({ app, log, levels, timeouts, durableClient }),
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
  registerFunctions(functions, log);
  if (options.durableClient === undefined) durable = await openDurable(functions, triggerHost);
  const listeners = await startListeners(functions, log);

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
    schedules: () => schedulesOf(timers),
    busy: () => invoker.running() > 0,
    async stop() {
      stopping.abort();
      await drain({ listeners, durable, invoker, clock, log });
      await runAppHooks(app, 'appTerminate', folder);
    },
  };
}
