import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { Store } from '../storage/store.js';
import { clientBinding } from './client/managementUrls.js';
import type { DurableRequest, DurableResponse } from './client/response.js';
import { route } from './client/routes.js';
import type { DurableFunctions, Engine } from './engine/engine.js';
import { load } from './engine/load.js';
import { takeTurn } from './engine/takeTurn.js';
import { keepInbox } from './engine/wake.js';
import { WorkQueue } from './engine/workQueue.js';
import { armedTimers, type InspectedInstance, type InstanceReport, inspect, reports } from './inspect.js';
import { InstanceRows } from './storage/instanceRows.js';

export type { DurableRequest, DurableResponse } from './client/response.js';
export type { DurableFunctions } from './engine/engine.js';
export type { InspectedInstance, InstanceReport } from './inspect.js';

export interface DurableOptions {
  readonly functions: DurableFunctions;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly hubName: string;
  readonly maxConcurrentActivities: number;
  readonly maxConcurrentOrchestrators: number;
}

/** A running Durable engine. */
export interface Durable {
  /** The management API, the same under `/runtime/webhooks/durabletask` and `/durabletask`. */
  handle(request: DurableRequest): Promise<DurableResponse>;
  /** The JSON text for a durable client binding. `origin` is that of the host, e.g. `http://127.0.0.1:7071`. */
  clientBinding(origin: string): string;
  instances(): Iterable<InstanceReport>;
  instance(instanceId: string): InspectedInstance | undefined;
  timers(): readonly { readonly instanceId: string; readonly fireAt: string }[];
  /** Whether a turn or an activity runs or could run; waiting for a timer or an event is not busy. */
  busy(): boolean;
  /** Begins nothing more, waits for what runs; afterwards everything is in the store. */
  stop(): Promise<void>;
}

function createEngine(options: DurableOptions): Engine {
  const engine: Engine = {
    functions: options.functions,
    clock: options.clock,
    log: options.log,
    hubName: options.hubName,
    rows: new InstanceRows(options.store),
    live: new Map(),
    turns: new WorkQueue(options.maxConcurrentOrchestrators),
    activities: new WorkQueue(options.maxConcurrentActivities),
    takeTurn: (instance) => takeTurn(engine, instance),
    finishListeners: new Map(),
  };
  return engine;
}

async function stop(engine: Engine): Promise<void> {
  await Promise.all([engine.turns.stop(), engine.activities.stop()]);
  for (const instance of engine.live.values()) {
    for (const alarm of instance.alarms.values()) alarm.cancel();
    await keepInbox(engine, instance);
  }
}

/** Starts the engine on what the store holds: open activities run again, timers are armed, messages delivered. */
export async function startDurable(options: DurableOptions): Promise<Durable> {
  const engine = createEngine(options);
  await load(engine);
  return {
    handle: (request) => route(engine, request),
    clientBinding: (origin) => clientBinding(origin, options.hubName),
    instances: () => reports(engine),
    instance: (instanceId) => inspect(engine, instanceId),
    timers: () => armedTimers(engine),
    busy: () => engine.turns.busy || engine.activities.busy,
    stop: () => stop(engine),
  };
}
