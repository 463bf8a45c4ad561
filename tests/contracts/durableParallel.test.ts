import type { OrchestrationContext, Task } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, startHub } from './support/durableHub.js';
import { traceOf } from './support/durableTrace.js';

beginApp();

df.app.activity('double', { handler: (n: number) => 2 * n });
let release: () => void = () => {};
df.app.activity('held', {
  handler: () =>
    new Promise<void>((resolve) => {
      release = resolve;
    }),
});
df.app.activity('fails', {
  handler: (text: string) => {
    throw new Error(text);
  },
});

df.app.orchestration('fanOut', function* (context: OrchestrationContext) {
  const tasks = Array.from({ length: context.df.getInput<number>() }, (_, n) => context.df.callActivity('double', n));
  const doubled: number[] = yield context.df.Task.all(tasks);
  return doubled.reduce((sum, n) => sum + n, 0);
});

df.app.orchestration('nested', function* (context: OrchestrationContext) {
  const { Task } = context.df;
  const quick = Task.all([context.df.callActivity('double', 1), context.df.callActivity('double', 2)]);
  const winner: Task = yield Task.any([context.df.waitForExternalEvent('never'), quick]);
  return winner === quick && quick.result;
});

df.app.orchestration('allFails', function* (context: OrchestrationContext) {
  try {
    yield context.df.Task.all([context.df.callActivity('fails', 'one broke'), context.df.callActivity('double', 1)]);
    return 'no failure';
  } catch (error) {
    return [(error as Error).message.split(' \n')[0], yield context.df.callActivity('double', 21)];
  }
});

df.app.orchestration('timerInManyAnys', function* (context: OrchestrationContext) {
  const deadline = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 3_600_000));
  const got: unknown[] = [];
  for (;;) {
    const event = context.df.waitForExternalEvent('e');
    const winner: Task = yield context.df.Task.any([deadline, event]);
    if (winner === deadline) return got;
    got.push(event.result, yield context.df.callActivity('double', event.result));
  }
});

df.app.orchestration('leavesOneRunning', function* (context: OrchestrationContext) {
  yield context.df.Task.any([context.df.callActivity('held'), context.df.callActivity('double', 1)]);
  return 'early';
});

describe('parallel tasks', () => {
  it('give their results in the order of the tasks, however many there are', async () => {
    const hub = await startHub();
    expect((await hub.run('fanOut', 300)).output).toBe(300 * 299);
  });

  it('can be nested', async () => {
    const hub = await startHub();
    expect((await hub.run('nested')).output).toEqual([2, 4]);
  });

  it('fail as soon as one of them fails, and the orchestrator can go on', async () => {
    const hub = await startHub();
    expect((await hub.run('allFails')).output).toEqual(["Activity function 'fails' failed: one broke", 42]);
  });

  it('may hold one timer in many Task.any, which starts it anew on Azure and is warned about', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('timerInManyAnys');
    for (const n of [1, 2]) {
      await hub.client.raiseEvent(id, 'e', n);
      await until('the activity after the event', () => traceOf(hub, id).match(/5</g)?.length === n);
    }
    hub.clock.advance(3_600_000);
    expect((await hub.end(id)).output).toEqual([1, 2, 2, 4]);
    expect(traceOf(hub, id).match(/10#/g)).toHaveLength(1);
    expect(hub.warnings).toEqual([expect.stringContaining('a timer was handed to another Task.any or Task.all')]);
  });

  it('that are still running keep an instance Running whose code has ended', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('leavesOneRunning');
    await until('a warning', () => hub.warnings.length > 0);
    expect((await hub.client.getStatus(id)).runtimeStatus).toBe('Running');
    release();
    expect(await hub.end(id)).toMatchObject({ runtimeStatus: 'Completed', output: 'early' });
  });
});
