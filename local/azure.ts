import type { Clock } from './clock.js';
import type { Ports } from './commandLine.js';
import { requireAll } from './functionsInError.js';
import { type Host, startHost } from './host/host.js';
import { inspectHost } from './inspection/inspectHost.js';
import { createInspection } from './inspection.js';
import type { Log } from './log.js';
import { type Services, startServices } from './services.js';
import type { Store } from './storage/store.js';

/** What a local Azure stands on. */
export interface Ground {
  readonly ports: Ports;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** A local Azure, in one process or several. */
export interface RunningAzure {
  /** The app's, e.g. `http://127.0.0.1:7071`. */
  readonly url: string;
  readonly services: Services;
  /** Nothing is being handled, and nothing waits for anything but time. */
  idle(): boolean | Promise<boolean>;
  stop(): Promise<void>;
}

export interface LocalAzure extends RunningAzure {
  readonly host: Host;
  idle(): boolean;
}

/**
 * Starts the stand-ins and, on them, the unchanged app.
 *
 * @param folder where the app's package.json and host.json stand
 * @param settings app settings beside those that lead to the stand-ins
 */
export async function startLocalAzure(
  ground: Ground,
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<LocalAzure> {
  const services = await startServices(ground);
  let host: Host | undefined;
  try {
    const inspection = createInspection(
      services,
      ground.clock,
      (path, query) => host && inspectHost(host)(path, query),
    );
    const started = await startHost({
      folder,
      port: ground.ports.functions,
      settings: { ...settings, ...services.settings },
      store: ground.store,
      clock: ground.clock,
      log: ground.log,
      inspection,
    });
    host = started;
    requireAll(started.functions);
    return {
      url: started.url,
      services,
      host: started,
      idle: () => !started.busy() && !started.durable?.busy() && !services.serviceBus.busy(),
      stop: async () => {
        await started.stop();
        await services.stop();
      },
    };
  } catch (error) {
    await host?.stop();
    await services.stop();
    throw error;
  }
}
