import type { OrchestrationContext } from 'durable-functions';
import { df } from './durableHub.js';

export const HOUR = 3_600_000;

/** Registers two orchestrations to manage: `echoes` is done at once, `waits` ends with the event `go` or after an hour. */
export function registerEchoesAndWaits(): void {
  df.app.activity('echo', { handler: (input: unknown) => input });
  df.app.orchestration('echoes', function* (context: OrchestrationContext) {
    return yield context.df.callActivity('echo', context.df.getInput());
  });
  df.app.orchestration('waits', function* (context: OrchestrationContext) {
    const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR));
    yield context.df.Task.any([timer, context.df.waitForExternalEvent('go')]);
    timer.cancel();
    return 'went';
  });
}
