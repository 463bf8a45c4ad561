import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { InstanceRows } from '../storage/instanceRows.js';
import type { LiveInstance } from './liveInstance.js';
import type { WorkQueue } from './workQueue.js';

/** The Durable functions of an app. Names are matched without regard to case, as in .NET. */
export interface DurableFunctions {
  readonly orchestrators: readonly string[];
  readonly activities: readonly string[];
  /**
   * One turn. `payload` is the JSON text for the orchestration trigger. Resolves to the very object that the library
   * returned (its actions are told apart by identity), rejects with what it threw.
   */
  runOrchestrator(name: string, payload: string, instanceId: string): Promise<unknown>;
  /** `input` is a JSON text, or undefined for none; resolves to the JSON text of the result, `null` for nothing. */
  runActivity(name: string, input: string | undefined, instanceId: string): Promise<string>;
}

/** What the parts of the engine share. */
export interface Engine {
  readonly functions: DurableFunctions;
  readonly clock: Clock;
  readonly log: Log;
  readonly hubName: string;
  readonly rows: InstanceRows;
  /** Every instance that has not finished. */
  readonly live: Map<string, LiveInstance>;
  readonly turns: WorkQueue;
  readonly activities: WorkQueue;
  /** Runs one turn of an instance; work for `exclusively`. */
  readonly takeTurn: (instance: LiveInstance) => Promise<void>;
  /** Who wants to know that an instance has finished, by instance id. */
  readonly finishListeners: Map<string, Set<() => void>>;
}

/** The name under which the app registered a function, or undefined. */
export function registeredName(names: readonly string[], asked: string): string | undefined {
  if (names.includes(asked)) return asked;
  const lower = asked.toLowerCase();
  return names.find((name) => name.toLowerCase() === lower);
}
