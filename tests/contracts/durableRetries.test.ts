import type { OrchestrationContext, RetryOptions } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, type Hub, startHub } from './support/durableHub.js';
import { traceOf } from './support/durableTrace.js';

beginApp();

/** How often each key has been tried. */
const tries = new Map<string, number>();
df.app.activity('failsUntil', {
  handler: ({ key, succeedsAt }: { key: string; succeedsAt: number }) => {
    const attempt = (tries.get(key) ?? 0) + 1;
    tries.set(key, attempt);
    if (attempt < succeedsAt) throw new Error(`attempt ${attempt} of ${key}`);
    return `${key} at ${attempt}`;
  },
});

interface Plan {
  readonly key: string;
  readonly succeedsAt: number;
  readonly options: Partial<RetryOptions> & { readonly first: number; readonly max: number };
}

function retryOptions({ first, max, ...others }: Plan['options']): RetryOptions {
  return Object.assign(new df.RetryOptions(first, max), others);
}

df.app.orchestration('retries', function* (context: OrchestrationContext) {
  const { options, ...input } = context.df.getInput<Plan>();
  try {
    return yield context.df.callActivityWithRetry('failsUntil', retryOptions(options), input);
  } catch (error) {
    return { failed: (error as Error).message.split('\n')[0] };
  }
});

df.app.orchestration('retriesInParallel', function* (context: OrchestrationContext) {
  const plans = context.df.getInput<Plan[]>();
  const tasks = plans.map(({ options, ...input }) =>
    context.df.callActivityWithRetry('failsUntil', retryOptions(options), input),
  );
  const results: string[] = yield context.df.Task.all(tasks);
  return [...results, yield context.df.callActivity('failsUntil', { key: 'after all', succeedsAt: 0 })];
});

/** Lets the first attempt of `failsOnCommand` fail. */
let failNow: () => void = () => {};
let firstAttempt = new Promise<void>(() => {});
let attempts = 0;
df.app.activity('failsOnCommand', {
  handler: async () => {
    if (attempts++ > 0) return 'second attempt';
    await firstAttempt;
    throw new Error('first attempt');
  },
});

df.app.orchestration('movesOn', function* (context: OrchestrationContext) {
  const retried = context.df.callActivityWithRetry('failsOnCommand', new df.RetryOptions(60_000, 3));
  yield context.df.Task.any([retried, context.df.waitForExternalEvent('go')]);
  const other: string = yield context.df.callActivity('failsUntil', { key: 'other', succeedsAt: 0 });
  yield context.df.waitForExternalEvent('more');
  const last: string = yield context.df.callActivity('failsUntil', { key: 'last', succeedsAt: 0 });
  return [other, last, yield retried];
});

df.app.orchestration('alwaysFails', function* () {
  yield* [];
  throw new Error('the child broke');
});
df.app.orchestration('retriesChild', function* (context: OrchestrationContext) {
  try {
    yield context.df.callSubOrchestratorWithRetry('alwaysFails', new df.RetryOptions(1, 2), 1);
    return 'no failure';
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
});

/** Waits for the timer before the next attempt and tells how far away it is, in milliseconds. */
async function pauseBefore(hub: Hub): Promise<number> {
  const timer = await until('a retry timer', () => hub.engine.timers()[0]);
  return Date.parse(timer.fireAt) - hub.clock.now();
}

describe('retries', () => {
  it('try again until an attempt succeeds', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('retries', {
      input: { key: 'a', succeedsAt: 3, options: { first: 1, max: 5 } },
    });
    expect((await hub.end(id)).output).toBe('a at 3');
    expect(traceOf(hub, id)).toBe('0 4#0 6<0 10#1 11<1 4#2 6<2 10#3 11<3 4#4 5<4 1');
  });

  it('throw the last failure after the last attempt and one more timer', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('retries', {
      input: { key: 'b', succeedsAt: 9, options: { first: 1, max: 2 } },
    });
    expect((await hub.end(id)).output).toEqual({
      failed: expect.stringMatching("Activity function 'failsUntil' failed: attempt 2 of b"),
    });
    expect(traceOf(hub, id)).toBe('0 4#0 6<0 10#1 11<1 4#2 6<2 10#3 11<3 1');
  });

  it('fail at once where only one attempt is allowed', async () => {
    const hub = await startHub();
    const status = await hub.run('retries', { key: 'c', succeedsAt: 9, options: { first: 3_600_000, max: 1 } });
    expect(status.output).toEqual({ failed: expect.stringContaining('attempt 1 of c') });
  });

  it('pause longer each time by the backoff coefficient, up to the longest interval', async () => {
    const hub = await startHub();
    const options = { first: 1_000_000, max: 5, backoffCoefficient: 2, maxRetryIntervalInMilliseconds: 3_000_000 };
    const id = await hub.client.startNew('retries', { input: { key: 'd', succeedsAt: 5, options } });
    const pauses: number[] = [];
    for (let attempt = 1; attempt < 5; attempt++) {
      const pause = await pauseBefore(hub);
      pauses.push(Math.round(pause / 100_000) / 10);
      hub.clock.advance(pause);
      await until('the timer has fired', () => tries.get('d') === attempt + 1);
      await hub.rest();
    }
    expect(pauses).toEqual([1, 2, 3, 3]);
    expect((await hub.end(id)).output).toBe('d at 5');
  });

  it('stop when the retry timeout is over, which hangs on Azure and is warned about', async () => {
    const hub = await startHub();
    const options = { first: 1_000_000, max: 10, retryTimeoutInMilliseconds: 1_500_000 };
    const id = await hub.client.startNew('retries', { input: { key: 'e', succeedsAt: 99, options } });
    hub.clock.advance(await pauseBefore(hub));
    await until('the second attempt', () => tries.get('e') === 2);
    await hub.rest();
    hub.clock.advance(await pauseBefore(hub));
    expect((await hub.end(id)).output).toEqual({ failed: expect.stringContaining('attempt 3 of e') });
    expect(tries.get('e')).toBe(3);
    expect(hub.warnings.join()).toContain("The retries of 'failsUntil' stopped before their last attempt");
  });

  it('that stop early with too many attempts left fail the instance by name', async () => {
    const hub = await startHub();
    const options = { first: 1, max: 1e9, retryTimeoutInMilliseconds: 0 };
    const status = await hub.run('retries', { key: 'f', succeedsAt: 99, options });
    expect(status).toMatchObject({ runtimeStatus: 'Failed', output: expect.stringContaining('NOT_SIMULATED') });
  });

  it('of parallel tasks interleave and each task gets its own result', async () => {
    const hub = await startHub();
    const plans = [3, 1, 2, 4, 2].map((succeedsAt, n) => ({
      key: `p${n}`,
      succeedsAt,
      options: { first: 1 + ((n * 7) % 5), max: 5 },
    }));
    expect((await hub.run('retriesInParallel', plans)).output).toEqual([
      ...plans.map(({ key, succeedsAt }) => `${key} at ${succeedsAt}`),
      'after all at 1',
    ]);
  });

  it('still work when the task fails after the code has moved on, which hangs on Azure and is warned about', async () => {
    const hub = await startHub();
    firstAttempt = new Promise((resolve) => {
      failNow = resolve;
    });
    const id = await hub.client.startNew('movesOn');
    await hub.client.raiseEvent(id, 'go', 1);
    await until('the code has moved on', () => traceOf(hub, id).includes('5<1'));
    failNow();
    await until('the pause before the second attempt', () => hub.engine.timers().length === 1);
    await hub.client.raiseEvent(id, 'more', 1);
    await until('more work is done', () => traceOf(hub, id).includes('5<3'));
    hub.clock.advance(61_000);
    expect((await hub.end(id)).output).toEqual(['other at 1', 'last at 1', 'second attempt']);
    expect(hub.warnings.join()).toContain('A task with retries failed after the orchestrator had moved on');
  });

  it('of a sub-orchestration give every attempt its own instance', async () => {
    const hub = await startHub();
    expect((await hub.run('retriesChild')).output).toContain(
      "Orchestrator function 'alwaysFails' failed: the child broke",
    );
    const children = [...hub.engine.instances()].filter(({ name }) => name === 'alwaysFails');
    expect(children.map(({ runtimeStatus }) => runtimeStatus)).toEqual(['Failed', 'Failed']);
  });
});
