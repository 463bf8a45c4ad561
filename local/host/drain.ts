import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { Invoker } from './invocation/invoker.js';
import type { Listener } from './triggers/trigger.js';

export interface Drained {
  readonly listeners: readonly Listener[];
  readonly durable: Listener | undefined;
  readonly invoker: Invoker;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long running calls may take to end. Azure grants up to an hour; nobody waits so long at a desk. */
const PATIENCE_MS = 30_000;

/** Ends everything that calls functions, and waits for the calls that run. */
export async function drain({ listeners, durable, invoker, clock, log }: Drained): Promise<void> {
  const done = async (): Promise<boolean> => {
    await Promise.all(listeners.map((listener) => listener.stop()));
    await durable?.stop();
    await invoker.idle();
    return true;
  };
  const inTime = await Promise.race([done(), clock.sleep(PATIENCE_MS).then(() => false)]);
  if (!inTime) log.write('warn', 'host', `Stopped while ${invoker.running()} calls were running.`);
}
