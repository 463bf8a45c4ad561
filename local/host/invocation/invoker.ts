import { performance } from 'node:perf_hooks';
import { InFlight } from '../../inFlight.js';
import type { Log } from '../../log.js';
import { messageOf } from '../../messageOf.js';
import type { AppRegistry } from '../app/functionsCore.js';
import { type Call, invokeRaw, type Returned } from '../app/invoke.js';
import type { TypedData } from '../app/programmingModel.js';
import type { HostFunction } from './hostFunction.js';
import type { LogLevels } from './logLevels.js';
import type { Timeouts } from './timeouts.js';

/** One call of a function and what to make of its return. */
export interface Invocation<Result> extends Omit<Call, 'inputs'> {
  readonly input: TypedData | null;
  finish(returned: Returned): Result | Promise<Result>;
  /** One word for the log, `ok` without. */
  outcome?(result: Result): string;
  /** The order that the call was about, for the log. */
  order?(result: Result | undefined): string | undefined;
  /** The call is not worth a line of its own. */
  readonly quiet?: boolean;
}

export interface Invoker {
  /** Calls a function and logs it in one line. @throws what the function threw */
  call<Result>(target: HostFunction, invocation: Invocation<Result>): Promise<Result>;
  /** Calls that run now. */
  running(): number;
  /** Resolves once no call runs. */
  idle(): Promise<void>;
}

export interface InvokerOptions {
  readonly app: AppRegistry;
  readonly log: Log;
  readonly levels: LogLevels;
  readonly timeouts: Timeouts;
  /** JSON text for a durable client input. */
  readonly durableClient: () => string;
}

function firstFrame(error: unknown): string {
  const frame = error instanceof Error ? error.stack?.split('\n').find((line) => /^\s+at /.test(line)) : undefined;
  return frame ? ` (${frame.trim()})` : '';
}

/** Ids come from outside: a line break in one must not begin a line of the log. */
function visible(id: string): string {
  return id.replaceAll(/\p{Cc}/gu, '?');
}

export function createInvoker({ app, log, levels, timeouts, durableClient }: InvokerOptions): Invoker {
  const calls = new InFlight();

  function write(level: 'information' | 'error', target: HostFunction, quiet: boolean, text: string): void {
    const shown = levels.writtenAs(quiet ? 'debug' : level, `Function.${target.name}`);
    if (shown) log.write(shown, 'functions', text);
  }

  return {
    async call(target, invocation) {
      const { input, finish, outcome, order, quiet = false, ...rest } = invocation;
      const inputs: Record<string, TypedData | null> = { [target.trigger.name]: input };
      for (const name of target.durableClients) inputs[name] = { string: durableClient() };
      const started = performance.now();
      const told = (word: string, about: string | undefined) =>
        `${target.name} ${word} ${Math.round(performance.now() - started)}ms${about ? ` order=${visible(about)}` : ''}`;

      const unwatch = timeouts.watch(target.name);
      calls.begin();
      try {
        const result = await finish(await invokeRaw(app, target.registration, { inputs, ...rest }));
        write('information', target, quiet, told(outcome?.(result) ?? 'ok', order?.(result)));
        return result;
      } catch (error) {
        const line = messageOf(error).replaceAll(/\s*\n\s*/g, ' ');
        write('error', target, quiet, `${told('failed', order?.(undefined))}: ${line}${firstFrame(error)}`);
        if (error instanceof Error) log.write('debug', 'functions', `${target.name}: ${error.stack}`);
        throw error;
      } finally {
        unwatch();
        calls.end();
      }
    },
    running: () => calls.count,
    idle: () => calls.idle(),
  };
}
