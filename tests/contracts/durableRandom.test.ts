import type { OrchestrationContext, Task } from 'durable-functions';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginApp, df, startHub } from './support/durableHub.js';

beginApp();

/** A task of a made-up orchestration. Every result names the task, so that a result in the wrong place shows. */
type Plan =
  | { readonly kind: 'activity'; readonly name: string }
  | { readonly kind: 'retry'; readonly name: string; readonly failures: number; readonly attempts: number }
  | { readonly kind: 'timer'; readonly name: string }
  | { readonly kind: 'child'; readonly name: string };
type Stage = { readonly how: 'one' | 'all' | 'any'; readonly plans: readonly Plan[] };

const tried = new Map<string, number>();
df.app.activity('work', {
  handler: async ({ name, failures }: { name: string; failures: number }) => {
    const attempt = (tried.get(name) ?? 0) + 1;
    tried.set(name, attempt);
    if (attempt % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (attempt <= failures) throw new Error(`${name} failed`);
    return name;
  },
});

df.app.orchestration('child', function* (context: OrchestrationContext) {
  return yield context.df.callActivity('work', { name: context.df.getInput(), failures: 0 });
});

function taskOf(context: OrchestrationContext, plan: Plan): Task {
  switch (plan.kind) {
    case 'activity':
      return context.df.callActivity('work', { name: plan.name, failures: 0 });
    case 'retry':
      return context.df.callActivityWithRetry('work', new df.RetryOptions(1, plan.attempts), plan);
    case 'timer':
      return context.df.createTimer(context.df.currentUtcDateTime);
    case 'child':
      return context.df.callSubOrchestrator('child', plan.name);
  }
}

df.app.orchestration('madeUp', function* (context: OrchestrationContext) {
  const outcomes: unknown[] = [];
  for (const { how, plans } of context.df.getInput<Stage[]>()) {
    const tasks = plans.map((plan) => taskOf(context, plan));
    try {
      if (how === 'any') {
        const winner: Task = yield context.df.Task.any(tasks);
        outcomes.push([tasks.indexOf(winner), winner.isFaulted ? 'failed' : (winner.result ?? null)]);
      } else {
        const [only] = tasks;
        outcomes.push(yield how === 'all' || !only ? context.df.Task.all(tasks) : only);
      }
    } catch {
      outcomes.push('failed');
    }
  }
  return outcomes;
});

let names = 0;
const plan: fc.Arbitrary<Plan> = fc.oneof(
  fc.constant(0).map((): Plan => ({ kind: 'activity', name: `n${names++}` })),
  fc
    .record({ failures: fc.nat(4), attempts: fc.integer({ min: 1, max: 4 }) })
    .map((how): Plan => ({ kind: 'retry', name: `n${names++}`, ...how })),
  fc.constant(0).map((): Plan => ({ kind: 'timer', name: '' })),
  fc.constant(0).map((): Plan => ({ kind: 'child', name: `n${names++}` })),
);
const stage: fc.Arbitrary<Stage> = fc.record({
  how: fc.constantFrom('one', 'all', 'any'),
  plans: fc.array(plan, { minLength: 1, maxLength: 4 }),
});

const fails = (it: Plan) => it.kind === 'retry' && it.failures >= it.attempts;
const resultOf = (it: Plan) => (it.kind === 'timer' ? null : fails(it) ? 'failed' : it.name);

function isRight({ how, plans }: Stage, outcome: unknown): boolean {
  if (how === 'any') {
    const [index, result] = outcome as [number, unknown];
    const winner = plans[index];
    return winner !== undefined && resultOf(winner) === result;
  }
  const awaited = how === 'one' ? plans.slice(0, 1) : plans;
  if (awaited.some(fails)) return outcome === 'failed';
  return JSON.stringify(outcome) === JSON.stringify(how === 'one' ? resultOf(plans[0] as Plan) : awaited.map(resultOf));
}

it('any mixture of retries, timers, children and parallel tasks gets every result to its task', async () => {
  const hub = await startHub();
  await fc.assert(
    fc.asyncProperty(fc.array(stage, { minLength: 1, maxLength: 5 }), async (stages) => {
      tried.clear();
      const status = await hub.run('madeUp', stages);
      expect(status.runtimeStatus, JSON.stringify(status.output)).toBe('Completed');
      const outcomes = status.output as unknown[];
      expect(stages.map((each, index) => isRight(each, outcomes[index]))).toEqual(stages.map(() => true));
    }),
    { numRuns: 150 },
  );
});
