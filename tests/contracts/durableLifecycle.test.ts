import type { OrchestrationContext } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, startHub } from './support/durableHub.js';

beginApp();

let release: () => void = () => {};
df.app.activity('held', {
  handler: () =>
    new Promise<string>((resolve) => {
      release = () => resolve('released');
    }),
});
df.app.orchestration('waits', function* (context: OrchestrationContext) {
  return [yield context.df.waitForExternalEvent('a'), yield context.df.waitForExternalEvent('b')];
});
df.app.orchestration('works', function* (context: OrchestrationContext) {
  return yield context.df.callActivity('held');
});
df.app.orchestration('returns', function* (context: OrchestrationContext) {
  yield* [];
  return context.df.getInput();
});
df.app.orchestration('counts', function* (context: OrchestrationContext) {
  const { n, limit } = context.df.getInput<{ n: number; limit: number }>();
  context.df.setCustomStatus({ n });
  const step: number = yield context.df.waitForExternalEvent('step');
  if (n + step < limit) context.df.continueAsNew({ n: n + step, limit });
  return n + step;
});
df.app.orchestration('continuesWithText', function* (context: OrchestrationContext) {
  yield* [];
  if (context.df.getInput() !== 'text') context.df.continueAsNew('text');
  return context.df.getInput();
});

df.app.orchestration('ignoresEvents', function* (context: OrchestrationContext) {
  if (context.df.getInput() === 'second') return 'over';
  yield context.df.waitForExternalEvent('go');
  context.df.continueAsNew('second');
  return 'not over';
});

describe('an instance', () => {
  it('is terminated at once, with the reason as its output', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('waits');
    await hub.client.terminate(id, 'enough');
    expect(await hub.client.getStatus(id)).toMatchObject({ runtimeStatus: 'Terminated', output: 'enough' });
    await hub.client.terminate(id, 'again');
    expect((await hub.client.getStatus(id)).output).toBe('enough');
    await expect(hub.client.terminate('nobody', 'x')).rejects.toThrow('No instance');
  });

  it('that is terminated drops the result of the activity that runs', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('works');
    await until('the activity', () => hub.engine.busy() && hub.engine.instance(id)?.runtimeStatus === 'Running');
    await hub.client.terminate(id, '{"why":"json"}');
    release();
    await hub.rest();
    expect(await hub.client.getStatus(id)).toMatchObject({ runtimeStatus: 'Terminated', output: { why: 'json' } });
  });

  it('that is suspended keeps what comes in and gets it in order when it is resumed', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('waits');
    await hub.rest();
    await hub.client.suspend(id, 'lunch');
    for (const [name, data] of [
      ['b', 2],
      ['a', 1],
    ] as const)
      await hub.client.raiseEvent(id, name, data);
    await hub.rest();
    expect((await hub.client.getStatus(id)).runtimeStatus).toBe('Suspended');
    await expect(hub.client.suspend(id, 'again')).rejects.toThrow('500');
    await hub.client.resume(id, 'back');
    expect((await hub.end(id)).output).toEqual([1, 2]);
    await hub.client.resume(id, 'finished long ago');
  });

  it('that is suspended can be terminated', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('waits');
    await hub.client.suspend(id, '');
    await hub.client.terminate(id, 'enough');
    expect((await hub.client.getStatus(id)).runtimeStatus).toBe('Terminated');
  });

  it('that is not suspended cannot be resumed', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('waits');
    await expect(hub.client.resume(id, '')).rejects.toThrow('500');
  });

  it('is purged whatever its status, and is unknown afterwards', async () => {
    const hub = await startHub();
    const finished = (await hub.run('returns', 1)).instanceId;
    const waiting = await hub.client.startNew('waits');
    for (const id of [finished, waiting]) {
      expect(await hub.client.purgeInstanceHistory(id)).toEqual({ instancesDeleted: 1 });
      await expect(hub.client.getStatus(id)).rejects.toThrow('404');
      expect(await hub.client.purgeInstanceHistory(id)).toEqual({ instancesDeleted: 0 });
    }
  });

  it('is purged by filter only where it has finished', async () => {
    const hub = await startHub();
    await hub.run('returns', 1);
    await hub.run('returns', 2);
    const waiting = await hub.client.startNew('waits');
    const all = { createdTimeFrom: new Date(0), runtimeStatus: [] };
    expect(await hub.client.purgeInstanceHistoryBy(all)).toEqual({ instancesDeleted: 2 });
    expect(await hub.client.purgeInstanceHistoryBy(all)).toEqual({ instancesDeleted: 0 });
    expect((await hub.client.getStatusAll()).map(({ instanceId }) => instanceId)).toEqual([waiting]);
  });

  it('cannot be started under the id of a running one, but takes the place of a finished one', async () => {
    const hub = await startHub();
    await hub.client.startNew('waits', { instanceId: 'one' });
    await expect(hub.client.startNew('waits', { instanceId: 'one' })).rejects.toThrow(
      /An Orchestration instance with the status (Pending|Running) already exists\./,
    );
    await hub.client.terminate('one', 'enough');
    await hub.client.startNew('returns', { instanceId: 'one', input: 'anew' });
    expect(await hub.end('one')).toMatchObject({ name: 'returns', runtimeStatus: 'Completed', output: 'anew' });
  });

  it('is started once where many start it at the same moment', async () => {
    const hub = await startHub();
    const starts = Array.from({ length: 10 }, () => hub.client.startNew('waits', { instanceId: 'race' }));
    const results = await Promise.allSettled(starts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('continues as new with fresh history, the same id and what has arrived later', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('counts', { input: { n: 0, limit: 5 } });
    for (let n = 1; n <= 4; n++) {
      await hub.client.raiseEvent(id, 'step', 1);
      await until(`round ${n}`, () => (hub.engine.instance(id)?.customStatus as { n: number } | null)?.n === n);
    }
    await hub.client.raiseEvent(id, 'step', 1);
    expect(await hub.end(id)).toMatchObject({ output: 5, input: { n: 4, limit: 5 }, customStatus: { n: 4 } });
  });

  it('continues as new with a text, which may come back in quotes on Azure and is warned about', async () => {
    const hub = await startHub();
    expect((await hub.run('continuesWithText')).output).toBe('text');
    expect(hub.warnings[0]).toContain('continueAsNew was given a text');
  });

  it('that continues as new loses the events that it never waited for, as on Azure, and it is warned about', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('ignoresEvents', { input: 'first' });
    await hub.client.raiseEvent(id, 'unheard', 1);
    await hub.client.raiseEvent(id, 'go', 1);
    expect((await hub.end(id)).output).toBe('over');
    expect(hub.warnings.join()).toContain("continueAsNew drops the event 'unheard'");
  });

  it('that is purged while an activity runs is not brought back by its result', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('works');
    await until('the activity', () => hub.engine.instance(id)?.runtimeStatus === 'Running');
    await hub.client.purgeInstanceHistory(id);
    release();
    await hub.rest();
    expect([...hub.engine.instances()]).toEqual([]);
  });
});
