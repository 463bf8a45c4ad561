import * as df from 'durable-functions';

/** The name of an activity, with the types that `callActivity` forgets. A context publishes its steps in messages.ts. */
export interface Step<Input, Output> {
  readonly name: string;
  readonly types?: (input: Input) => Output;
}

export function step<Input, Output>(name: string): Step<Input, Output> {
  return { name };
}

/** Registers `work` as the activity that takes a step. */
export function serve<Input, Output>({ name }: Step<Input, Output>, work: (input: Input) => Promise<Output>): void {
  df.app.activity(name, { handler: work });
}

/** A generator that orchestrators delegate to with `yield*`; a bare `yield` would be `any`. */
export type Steps<Output> = Generator<df.Task, Output, unknown>;

/**
 * For steps that only our own services can fail: about a day of tries, a minute apart after the first ones. Only ever
 * awaited alone, since a retry that outlives its await hangs an orchestration.
 */
const PATIENT = new df.RetryOptions(500, 1_500);
PATIENT.backoffCoefficient = 2;
PATIENT.maxRetryIntervalInMilliseconds = 60_000;

/** Runs a step, and again after a fault, until it succeeds. */
export function* call<Input, Output>(
  context: df.OrchestrationContext,
  { name }: Step<Input, Output>,
  input: Input,
): Steps<Output> {
  return (yield context.df.callActivityWithRetry(name, PATIENT, input)) as Output;
}

/** What became of a step whose faults are values, so that it can run beside others and be tried again by its caller. */
export type Attempt<T> = { readonly done: true; readonly value: T } | { readonly done: false; readonly fault: string };

/** An activity that turns its faults into values. */
export function attempting<Input, Output>(work: (input: Input) => Promise<Output>) {
  return async (input: Input): Promise<Attempt<Output>> => {
    try {
      return { done: true, value: await work(input) };
    } catch (error) {
      return { done: false, fault: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** A step to be yielded beside others in `Task.all`. */
export function begin<Input, Output>(
  context: df.OrchestrationContext,
  { name }: Step<Input, Output>,
  input: Input,
): df.Task {
  return context.df.callActivity(name, input);
}
