import type { RetryOptions } from './actions.js';

/** Why a task failed, as the orchestrator gets to know it. */
export interface Failure {
  readonly reason: string;
  readonly details: string;
  /** Only where the app described its errors with an exception properties provider. */
  readonly failureDetails?: FailureDetails;
}

export interface FailureDetails {
  readonly ErrorType: string;
  readonly ErrorMessage: string;
  readonly StackTrace: string | null;
  readonly IsNonRetriable: boolean;
  readonly Properties: unknown;
  readonly InnerFailure: null;
}

/** How far the attempts at a task have come. */
export interface Attempts {
  readonly options: RetryOptions;
  /** Milliseconds since 1970. */
  readonly firstScheduledAt: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Set once no attempt will run any more although the library still counts some. */
  readonly givenUp?: Failure;
}

/** An activity or sub-orchestration as the orchestrator asked for it. */
export type Call =
  | { readonly kind: 'activity'; readonly name: string; readonly input?: string; readonly attempts?: Attempts }
  | {
      readonly kind: 'subOrchestration';
      readonly name: string;
      readonly input: string;
      readonly version: string;
      /** The id that the app chose; without one every attempt gets its own. */
      readonly instanceId?: string;
      readonly attempts?: Attempts;
    };

/** Something that an orchestration has begun and that has not ended. `leaf` tells which of its tasks it belongs to. */
export type OpenTask =
  | { readonly kind: 'call'; readonly id: number; readonly leaf: number; readonly call: Call }
  /** A timer of the app's. `fireAt` is the next firing, `until` the last: long timers get there in steps. */
  | {
      readonly kind: 'timer';
      readonly id: number;
      readonly leaf: number;
      readonly fireAt: number;
      readonly until: number;
    }
  /** The pause before the next attempt, or what the library waits for after the last. */
  | {
      readonly kind: 'retryTimer';
      readonly id: number;
      readonly leaf: number;
      readonly fireAt: number;
      /** What to try next; undefined where the attempts are exhausted. */
      readonly next: Call | undefined;
    };

/**
 * The open tasks of one execution and the count of their ids. The library keeps the same count on its side and neither
 * ever tells the other a number, so every id must be taken here exactly when the library takes it there.
 */
export class OpenTasks {
  nextId: number;
  readonly #byId: Map<number, OpenTask>;

  constructor(nextId: number, tasks: readonly OpenTask[]) {
    this.nextId = nextId;
    this.#byId = new Map(tasks.map((task) => [task.id, task]));
  }

  get size(): number {
    return this.#byId.size;
  }

  takeId(): number {
    return this.nextId++;
  }

  add<T extends OpenTask>(task: T): T {
    this.#byId.set(task.id, task);
    return task;
  }

  get(id: number): OpenTask | undefined {
    return this.#byId.get(id);
  }

  close(id: number): void {
    this.#byId.delete(id);
  }

  all(): OpenTask[] {
    return [...this.#byId.values()];
  }
}
