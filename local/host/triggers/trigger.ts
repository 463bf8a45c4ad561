import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { Store } from '../../storage/store.js';
import type { Configuration } from '../config/configuration.js';
import type { HostJson } from '../config/hostJson.js';
import type { HttpAnswer, HttpMessage } from '../http/message.js';
import type { Router } from '../http/router.js';
import type { HostFunction } from '../invocation/hostFunction.js';
import type { Invoker } from '../invocation/invoker.js';
import type { TimerBook } from '../timer/timerBook.js';

/** Answers a request whose route has been found. */
export type HttpTarget = (message: HttpMessage, params: Readonly<Record<string, string>>) => Promise<HttpAnswer>;

/** What triggers find in their host. */
export interface TriggerHost {
  readonly invoker: Invoker;
  readonly configuration: Configuration;
  readonly hostJson: HostJson;
  readonly router: Router<HttpTarget>;
  readonly orchestrators: Map<string, HostFunction>;
  readonly activities: Map<string, HostFunction>;
  readonly timers: TimerBook;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the host begins to stop. */
  readonly stopping: AbortSignal;
}

/** One way for functions to be called. */
export interface TriggerKind {
  /** As in a binding's `type`. */
  readonly type: string;
  /** Whether a retry policy of the function means anything to it. */
  readonly retries?: boolean;
  /**
   * Reads a function's options.
   *
   * @throws what puts the function in error
   */
  bind(target: HostFunction, host: TriggerHost): BoundTrigger;
}

/** A function ready to be called. */
export interface BoundTrigger {
  readonly route?: string;
  readonly methods?: readonly string[];
  /** Makes the function known to what calls it: the router, the durable engine. @throws what puts it in error */
  register?(): void;
  /** Begins to wait for what calls the function. @returns what ends that, once calls under way are done */
  listen?(): Promise<Listener>;
  /** Calls the function with a developer's input, as `POST /admin/functions/{name}` does. */
  test?(input: string): Promise<unknown>;
}

export interface Listener {
  stop(): Promise<void>;
}
