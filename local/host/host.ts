import { resolve } from 'node:path';
import type { Clock } from '../clock.js';
import type { Durable } from '../durable/durable.js';
import type { Log } from '../log.js';
import type { Store } from '../storage/store.js';
import { enterEnvironment } from './config/environment.js';
import { readLocalSettings } from './config/localSettings.js';
import type { FunctionState } from './functionIndex.js';
import type { Inspection } from './http/inspectionDoor.js';
import { openHttpServer } from './http/server.js';
import type { ScheduleReport } from './inspection.js';
import { startApp } from './startApp.js';

export type { FunctionState } from './functionIndex.js';

export interface HostOptions {
  /** The app's root, where its package.json, host.json and local.settings.json stand. */
  readonly folder: string;
  /** 127.0.0.1 without. */
  readonly address?: string;
  /** 0: a free one. */
  readonly port: number;
  /** What the local Azure supplies, such as the connection strings of its stand-ins. They win over everything. */
  readonly settings: Readonly<Record<string, string>>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Only these functions are started, as one scale group on Azure would; absent: all. */
  readonly only?: (name: string, trigger: string) => boolean;
  /** The durable client's binding where the engine runs in another process; absent: it runs here. */
  readonly durableClient?: string;
  /** What `GET /_local/<path>` shows; undefined: 404. */
  readonly inspection?: Inspection;
}

export interface Host {
  readonly url: string;
  readonly functions: readonly FunctionState[];
  /** The engine, where the app has durable functions that run here. */
  readonly durable: Durable | undefined;
  /** Of the timer functions. */
  schedules(): readonly ScheduleReport[];
  /** Whether a call runs now. */
  busy(): boolean;
  /** Stops listening, waits for running calls (within bounds), runs the app's `appTerminate` hooks, closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the app in `folder` as the Functions host would. Resolves once every function that can be called is; those in
 * error are listed with their reason.
 *
 * @throws where the port is taken, a setting is wrong or the app cannot be loaded
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { clock, log } = options;
  const folder = resolve(options.folder); // The app moves the current folder.
  const local = await readLocalSettings(folder, log);
  // Before the app loads: durable clients read the host's address from the environment.
  const server = await openHttpServer(options.port, options.address ?? '127.0.0.1', clock, log);
  const supplied = { ...options.settings, WEBSITE_HOSTNAME: server.host };
  const restoreEnvironment = enterEnvironment(folder, { file: local.values, supplied }, log);
  const leave = async (): Promise<void> => {
    restoreEnvironment();
    await server.close();
  };
  try {
    const app = await startApp({ ...options, folder }, local, server);
    let stopped: Promise<void> | undefined;
    return {
      ...app,
      stop: () => {
        stopped ??= app.stop().finally(leave);
        return stopped;
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}
