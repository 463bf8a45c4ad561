import type { OrchestrationContext } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { beginApp, df, startHub } from './support/durableHub.js';

beginApp();

df.app.activity('double', { handler: (n: number) => 2 * n });
df.app.orchestration('child', function* (context: OrchestrationContext) {
  const n = context.df.getInput<number>();
  if (n < 0) throw new Error('negative');
  return { doubled: yield context.df.callActivity('double', n), parent: context.df.parentInstanceId };
});
df.app.orchestration('waits', function* (context: OrchestrationContext) {
  return yield context.df.waitForExternalEvent('go');
});

interface Ask {
  readonly name: string;
  readonly input?: unknown;
  readonly id?: string;
}
df.app.orchestration('parent', function* (context: OrchestrationContext) {
  try {
    const asks = context.df.getInput<Ask[]>();
    return yield context.df.Task.all(
      asks.map(({ name, input, id }) => context.df.callSubOrchestrator(name, input, id)),
    );
  } catch (error) {
    return (error as Error).message.split(' \n')[0];
  }
});

describe('sub-orchestrations', () => {
  it('give their outputs to the parent, each from an instance of its own', async () => {
    const hub = await startHub();
    const status = await hub.run('parent', [
      { name: 'child', input: 1 },
      { name: 'child', input: 2, id: 'second' },
    ]);
    const parent = status.instanceId;
    expect(status.output).toEqual([
      { doubled: 2, parent },
      { doubled: 4, parent },
    ]);
    expect((await hub.client.getStatus('second')).output).toEqual({ doubled: 4, parent });
  });

  it('that fail throw in the parent', async () => {
    const hub = await startHub();
    expect((await hub.run('parent', [{ name: 'child', input: -1 }])).output).toBe(
      "Orchestrator function 'child' failed: negative",
    );
  });

  it('take text as it is', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('parent', { input: [{ name: 'waits', input: 'text', id: 'child-1' }] });
    await until('the child', () => hub.engine.instance('child-1')?.runtimeStatus === 'Running');
    expect((await hub.client.getStatus('child-1')).input).toBe('text');
    await hub.client.raiseEvent('child-1', 'go', 'gone');
    expect((await hub.end(id)).output).toEqual(['gone']);
  });

  it.each([
    ['of an unknown orchestrator', { name: 'nobody' }, "doesn't exist"],
    ['with the id of a running instance', { name: 'child', input: 1, id: 'taken' }, 'is running already'],
    ['with an id that is not allowed', { name: 'child', input: 1, id: 'a/b' }, 'must not contain'],
  ])('%s throw in the parent', async (_, ask, reason) => {
    const hub = await startHub();
    await hub.client.startNew('waits', { instanceId: 'taken' });
    expect((await hub.run('parent', [ask])).output).toContain(reason);
  });

  it('go on when their parent is terminated', async () => {
    const hub = await startHub();
    const id = await hub.client.startNew('parent', { input: [{ name: 'waits', id: 'orphan' }] });
    await until('the child', () => hub.engine.instance('orphan')?.runtimeStatus === 'Running');
    await hub.client.terminate(id, 'no longer needed');
    await hub.client.raiseEvent('orphan', 'go', 1);
    expect(await hub.end('orphan')).toMatchObject({ runtimeStatus: 'Completed', output: 1 });
    expect((await hub.client.getStatus(id)).runtimeStatus).toBe('Terminated');
  });
});
