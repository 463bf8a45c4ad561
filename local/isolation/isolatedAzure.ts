import type { Ground, RunningAzure } from '../azure.js';
import { requireAll } from '../functionsInError.js';
import { createInspection } from '../inspection.js';
import { startServices } from '../services.js';
import { forkGroup, type GroupProcess } from './groupProcess.js';
import { inspectGroups } from './inspectGroups.js';
import { GroupStarted, Inspect, type StartGroup } from './questions.js';
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
  const groups: GroupProcess[] = [];
  let stopping = false;
  let tellBroken: (line: string) => void = () => {};
  const broken = new Promise<string>((resolve) => {
    tellBroken = resolve;
  });

  const reports = new Map<GroupProcess, GroupStarted>();
  const inspect = createInspection(services, ground.clock, inspectGroups(reports));

  async function startGroup(group: string, more: Partial<StartGroup>): Promise<GroupStarted> {
    const child = forkGroup(group, async (question) => {
      const { path, query } = Inspect.parse(question);
      return inspect(path, new URLSearchParams(query));
    });
    groups.push(child);
    child.ended.then((how) => {
      if (!stopping) tellBroken(`The process of ${group} ended unexpectedly (${how}): everything stops.`);
    });
    const { folder, dataFolder, verbose } = app;
    const settings = { ...app.settings, ...services.settings };
    const start = {
      type: 'start',
      group,
      folder,
      port: 0,
      settings,
      verbose,
      ...(dataFolder && { dataFolder }),
    } as const;
    const started = GroupStarted.parse(await child.ask({ ...start, ...more }));
    requireAll(started.functions);
    reports.set(child, started);
    return started;
  }

  try {
    // First, since the others need to know where the engine is.
    const { groups: all, durableClient = '' } = await startGroup(DURABLE, {});
    const [http] = await Promise.all([
      startGroup(HTTP, { port: ground.ports.functions, durableClient }),
      ...all
        .filter((group) => group !== HTTP && group !== DURABLE)
        .map((group) => startGroup(group, { durableClient })),
    ]);
    return {
      url: http.url,
      services,
      broken,
      async idle() {
        // Twice, since work may pass from a process not yet asked to one that has answered.
        for (let round = 0; round < 2; round++) {
          const answers = await Promise.all(groups.map((group) => group.ask({ type: 'idle' })));
          if (!answers.every(Boolean) || services.serviceBus.busy()) return false;
        }
        return true;
      },
      async advance(ms) {
        await Promise.all(groups.map((group) => group.ask({ type: 'advance', ms })));
      },
      async stop() {
        stopping = true;
        // What runs elsewhere may still ask the engine for something.
        const [durable, ...others] = groups;
        await Promise.all(others.map((group) => group.stop()));
        await durable?.stop();
        await services.stop();
      },
    };
  } catch (error) {
    stopping = true;
    await Promise.all(groups.map((group) => group.kill()));
    await services.stop();
    throw error;
  }
}
