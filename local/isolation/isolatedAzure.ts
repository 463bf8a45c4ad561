import type { Ground, RunningAzure } from '../azure.js';
import { createInspection } from '../inspection.js';
import { type Services, startServices } from '../services.js';
import { createGroups, type Groups } from './groups.js';
import { inspectGroups } from './inspectGroups.js';
import { Inspect } from './questions.js';
import { DURABLE, HTTP } from './scaleGroup.js';

/** A local Azure in several processes. */
export interface IsolatedAzure extends RunningAzure {
  idle(): Promise<boolean>;
  /** Moves the clocks of all groups; that of the stand-ins is the caller's. */
  advance(ms: number): Promise<void>;
  /** Resolves, with a line for a person, when a group's process has ended before it was told to. */
  readonly broken: Promise<string>;
}

export interface IsolatedApp {
  /** Where the app's package.json and host.json stand. */
  readonly folder: string;
  /** App settings beside those that lead to the stand-ins. */
  readonly settings: Readonly<Record<string, string>>;
  /** What `ground.store` was opened on; undefined: nothing on disk. */
  readonly dataFolder: string | undefined;
  readonly verbose: boolean;
}

/**
 * Starts the stand-ins in this process and each scale group of the app in one of its own, as the Flex Consumption plan
 * does, so that what functions share by memory alone shows.
 */
export async function startIsolatedAzure(ground: Ground, app: IsolatedApp): Promise<IsolatedAzure> {
  const services = await startServices(ground);
  const groups = createGroups(async (question) => {
    const { path, query } = Inspect.parse(question);
    return inspect(path, new URLSearchParams(query));
  });
  const inspect = createInspection(services, ground.clock, inspectGroups(groups.started));
  try {
    const url = await startGroups(groups, services, ground.ports.functions, app);
    return {
      url,
      services,
      broken: groups.broken,
      async idle() {
        // Twice, since work may pass from a process not yet asked to one that has answered.
        const atRest = async () => (await groups.idle()) && !services.serviceBus.busy();
        return (await atRest()) && (await atRest());
      },
      advance: groups.advance,
      async stop() {
        await groups.stop();
        await services.stop();
      },
    };
  } catch (error) {
    await groups.kill();
    await services.stop();
    throw error;
  }
}

/** @returns where the HTTP functions answer */
async function startGroups(groups: Groups, services: Services, httpPort: number, app: IsolatedApp): Promise<string> {
  const { folder, verbose, dataFolder } = app;
  const settings = { ...app.settings, ...services.settings };
  const how = { type: 'start', folder, settings, verbose, ...(dataFolder && { dataFolder }) } as const;
  // First, since the others need to know where the engine is; stopped last, since what they do may need it to the end.
  const { groups: all, durableClient = '' } = await groups.start({ ...how, group: DURABLE, port: 0 });
  const others = all.filter((group) => group !== HTTP && group !== DURABLE);
  const [http] = await Promise.all([
    groups.start({ ...how, group: HTTP, port: httpPort, durableClient }),
    ...others.map((group) => groups.start({ ...how, group, port: 0, durableClient })),
  ]);
  return http.url;
}
