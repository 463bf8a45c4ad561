import type { Clock } from './clock.js';
import type { Ports } from './commandLine.js';
import { createContainers } from './containers.js';
import { type Host, startHost } from './host/host.js';
import { inspect } from './inspection.js';
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

export interface LocalAzure {
  readonly services: Services;
  readonly host: Host;
  /** Nothing is being handled, and nothing waits for anything but time. */
  idle(): boolean;
  stop(): Promise<void>;
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
  try {
    await createContainers(services.cosmos.connectionString);
    const host: Host = await startHost({
      folder,
      port: ground.ports.functions,
      settings: { ...settings, ...services.settings },
      store: ground.store,
      clock: ground.clock,
      log: ground.log,
      inspection: (path) => inspect({ services, host }, path),
    });
    return {
      services,
      host,
      idle: () => !host.busy() && !host.durable?.busy() && !services.serviceBus.busy(),
      stop: async () => {
        await host.stop();
        await services.stop();
      },
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}
