import type { OrchestrationContext } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { df, startHub } from './support/durableHub.js';

df.app.activity('add', { handler: ({ a, b }: { a: number; b: number }) => a + b });
df.app.activity('echo', { handler: (input: unknown) => input });
df.app.orchestration('hello', function* (context: OrchestrationContext) {
  const sum: number = yield context.df.callActivity('add', { a: 1, b: 2 });
  return yield context.df.callActivity('echo', `sum ${sum}`);
});

describe('turns', () => {
  it('run an orchestrator from its first activity to its output', async () => {
    const hub = await startHub();
    expect(await hub.run('hello', { who: 'me' })).toMatchObject({
      runtimeStatus: 'Completed',
      output: 'sum 3',
      input: { who: 'me' },
    });
  });
});
