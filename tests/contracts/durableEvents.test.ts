import type { OrchestrationContext, Task } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, startHub } from './support/durableHub.js';

beginApp();

df.app.activity('echo', { handler: (input: unknown) => input });

df.app.orchestration('collects', function* (context: OrchestrationContext) {
  const got: unknown[] = [];
  for (const name of context.df.getInput<string[]>()) got.push(yield context.df.waitForExternalEvent(name));
  return got;
});

df.app.orchestration('waitsTwiceForOneName', function* (context: OrchestrationContext) {
  const both: unknown[] = yield context.df.Task.all([
    context.df.waitForExternalEvent('e'),
    context.df.waitForExternalEvent('e'),
  ]);
  return both;
});

df.app.orchestration('firstOf', function* (context: OrchestrationContext) {
  const a = context.df.waitForExternalEvent('a');
  const b = context.df.waitForExternalEvent('b');
  const winner: Task = yield context.df.Task.any([a, b]);
  return winner === a ? ['a', a.result] : ['b', b.result];
});

describe('external events', () => {
  it('are buffered until they are waited for, in order of arrival', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('collects', { input: ['last', 'e', 'e', 'e'] });
    for (const n of [1, 2, 3]) await hub.client.raiseEvent(id, 'e', n);
    await hub.client.raiseEvent(id, 'last', 'go');
    expect((await hub.end(id)).output).toEqual(['go', 1, 2, 3]);
  });

  it('carry any JSON value, and null where there is no data', async () => {
    const hub = await startHub();
    const values = [{ deep: [1, { x: null }] }, 'text', 0, false, null];
    const id = await hub.client.startNew('collects', { input: values.map(() => 'e') });
    for (const value of values) await hub.client.raiseEvent(id, 'e', value);
    expect((await hub.end(id)).output).toEqual(values);
  });

  it('without data are accepted', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('collects', { input: ['e'] });
    await hub.client.raiseEvent(id, 'e', undefined);
    expect((await hub.end(id)).output).toEqual([null]);
  });

  it('go to the newest of several waits for one name', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('waitsTwiceForOneName');
    await until('the waits', () => hub.engine.instance(id)?.runtimeStatus === 'Running');
    await hub.client.raiseEvent(id, 'e', 'first');
    await hub.client.raiseEvent(id, 'e', 'second');
    expect((await hub.end(id)).output).toEqual(['second', 'first']);
  });

  it('let the first of two waits win', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('firstOf');
    await hub.client.raiseEvent(id, 'b', 2);
    await hub.client.raiseEvent(id, 'a', 1);
    expect((await hub.end(id)).output).toEqual(['b', 2]);
  });

  it('whose name differs in case are not delivered, and it is warned about', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('collects', { input: ['Approve'] });
    await until('the wait', () => hub.engine.instance(id)?.runtimeStatus === 'Running');
    await hub.client.raiseEvent(id, 'approve', 1);
    await until('a warning', () => hub.warnings.length > 0);
    expect(hub.warnings[0]).toContain("The event 'approve' differs from the one that is waited for in case");
    await hub.client.raiseEvent(id, 'Approve', 2);
    expect((await hub.end(id)).output).toEqual([2]);
  });

  it('named by a number are refused, because the library would take them for a task', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('collects', { input: ['e'] });
    await expect(hub.client.raiseEvent(id, '0', 1)).rejects.toThrow('400');
    await hub.client.raiseEvent(id, 'e', 1);
    expect((await hub.end(id)).output).toEqual([1]);
  });

  it('to an unknown instance fail, to a finished one are dropped', async () => {
    const hub = await startHub();
    await expect(hub.client.raiseEvent('nobody', 'e', 1)).rejects.toThrow("No instance with ID 'nobody' found.");
    const { instanceId } = await hub.run('collects', []);
    await hub.client.raiseEvent(instanceId, 'e', 1);
    expect(await hub.client.getStatus(instanceId)).toMatchObject({ runtimeStatus: 'Completed', output: [] });
  });
});
