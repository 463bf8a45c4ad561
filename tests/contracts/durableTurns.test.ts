import type { OrchestrationContext, Task } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, startHub } from './support/durableHub.js';
import { traceOf } from './support/durableTrace.js';

beginApp();

const inMs = (context: OrchestrationContext, ms: number) => new Date(context.df.currentUtcDateTime.getTime() + ms);

df.app.activity('add', { handler: ({ a, b }: { a: number; b: number }) => a + b });
df.app.activity('echo', { handler: (input: unknown) => input });
let failuresLeft = 0;
df.app.activity('flaky', {
  handler: () => {
    if (failuresLeft-- > 0) throw new Error('not yet');
    return 'at last';
  },
});

df.app.orchestration('hello', function* (context: OrchestrationContext) {
  const sum: number = yield context.df.callActivity('add', { a: 1, b: 2 });
  return yield context.df.callActivity('echo', `sum ${sum}`);
});

df.app.orchestration('everything', function* (context: OrchestrationContext) {
  const par: number[] = yield context.df.Task.all([
    context.df.callActivity('add', { a: 1, b: 3 }),
    context.df.callActivity('add', { a: 2, b: 4 }),
  ]);
  const retry: string = yield context.df.callActivityWithRetry('flaky', new df.RetryOptions(1, 3));
  yield context.df.createTimer(inMs(context, 1));
  const event: unknown = yield context.df.waitForExternalEvent('approval');
  const tooLate: Task = context.df.waitForExternalEvent('never');
  const timer = context.df.createTimer(inMs(context, 1));
  const first: Task = yield context.df.Task.any([tooLate, timer]);
  const window = context.df.createTimer(inMs(context, 3_600_000));
  const early = context.df.waitForExternalEvent('early');
  const second: Task = yield context.df.Task.any([early, window]);
  window.cancel();
  return { par, retry, event, timedOut: first === timer, early: second === early && early.result };
});

df.app.orchestration('echoAll', function* (context: OrchestrationContext) {
  const results: unknown[] = [];
  for (const value of context.df.getInput<unknown[]>()) results.push(yield context.df.callActivity('echo', value));
  return results;
});

df.app.orchestration('sameTaskTwice', function* (context: OrchestrationContext) {
  const slow = context.df.callActivity('echo', 'kept');
  yield context.df.Task.any([slow, context.df.callActivity('echo', 'other')]);
  const kept: string = yield slow;
  return [kept, yield context.df.callActivity('echo', 'next')];
});

df.app.orchestration('tellsStatus', function* (context: OrchestrationContext) {
  context.df.setCustomStatus({ step: 1 });
  yield context.df.waitForExternalEvent('go');
  context.df.setCustomStatus({ step: 2 });
  return context.df.getInput();
});

df.app.orchestration('timestamps', function* (context: OrchestrationContext) {
  yield context.df.callActivity('echo', 1);
  return { version: context.df.version, id: context.df.instanceId, guid: context.df.newGuid('x') };
});

df.app.activity('respond', { handler: () => new Promise((resolve) => setImmediate(resolve)) });
let replays = 0;
df.app.orchestration('countsReplays', function* (context: OrchestrationContext) {
  replays++;
  yield context.df.Task.all([context.df.callActivity('respond'), context.df.callActivity('respond')]);
});

describe('turns', () => {
  it('run an orchestrator from its first activity to its output', async () => {
    const hub = await startHub();
    const status = await hub.run('hello', { who: 'me' });
    expect(status).toMatchObject({ runtimeStatus: 'Completed', output: 'sum 3', input: { who: 'me' } });
  });

  it('count ids exactly as the library does, through retries, timers, events and parallel tasks', async () => {
    const hub = await startHub();
    failuresLeft = 2;
    const id = await hub.client.startNew('everything');
    await until('the wait for the approval', () => traceOf(hub, id).endsWith('11<7'));
    await hub.client.raiseEvent(id, 'early', 'buffered before the wait');
    await hub.rest();
    await hub.client.raiseEvent(id, 'approval', { by: 'boss' });
    expect((await hub.end(id)).output).toEqual({
      par: [4, 6],
      retry: 'at last',
      event: { by: 'boss' },
      timedOut: true,
      early: 'buffered before the wait',
    });
    expect(traceOf(hub, id).replace('5<1 5<0', '5<0 5<1')).toBe(
      '0 4#0 4#1 5<0 5<1 4#2 6<2 10#3 11<3 4#4 6<4 10#5 11<5 4#6 5<6 10#7 11<7 15:early 15:approval 10#8 11<8 10#9 1',
    );
  });

  it('carry every JSON type into an activity and back', async () => {
    const hub = await startHub();
    const values = ['text', '', '{"json":"text"}', 0, 1.5, true, false, null, [], [1, [2]], {}, { a: { b: '한' } }];
    expect((await hub.run('echoAll', values)).output).toEqual(values);
  });

  it('keep the id of a task that is yielded again', async () => {
    const hub = await startHub();
    expect((await hub.run('sameTaskTwice')).output).toEqual(['kept', 'next']);
  });

  it('keep the custom status until a later turn sets another', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('tellsStatus', { input: 'in' });
    await until('the first status', () => hub.engine.instance(id)?.customStatus);
    expect(await hub.client.getStatus(id)).toMatchObject({ runtimeStatus: 'Running', customStatus: { step: 1 } });
    await hub.client.raiseEvent(id, 'go', null);
    expect(await hub.end(id)).toMatchObject({ customStatus: { step: 2 }, output: 'in' });
  });

  it('give the same instance id, version and GUIDs on every replay', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('timestamps', { instanceId: 'chosen', version: '2.1' });
    const { output } = await hub.end(id);
    expect(output).toEqual({ version: '2.1', id: 'chosen', guid: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('run many instances of one orchestrator at the same time', async () => {
    const hub = await startHub();
    const ids = await Promise.all(
      Array.from({ length: 50 }, (_, n) => hub.client.startNew('echoAll', { input: [n, n] })),
    );
    const ends = await Promise.all(ids.map((id) => hub.end(id)));
    expect(ends.map(({ output }) => output)).toEqual(Array.from({ length: 50 }, (_, n) => [n, n]));
  });

  it('take together what has come at the same moment', async () => {
    const hub = await startHub();
    await hub.run('countsReplays');
    expect(replays).toBe(2);
  });

  it('match the names of functions without regard to case', async () => {
    const hub = await startHub();
    expect((await hub.run('HELLO')).output).toBe('sum 3');
  });
});
