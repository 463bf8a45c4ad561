import { openChannel } from '../channel.js';
import { Clock } from '../clock.js';
import { consoleLog } from '../consoleLog.js';
import { type Host, startHost } from '../host/host.js';
import { inspectHost } from '../inspection/inspectHost.js';
import { followClock } from '../movedDate.js';
import { reasonOf } from '../reason.js';
import { shareDataFolder } from '../storage/dataFolder.js';
import { MemoryStore } from '../storage/memoryStore.js';
import type { Store } from '../storage/store.js';
import { GroupQuestion, type GroupStarted, type StartGroup } from './questions.js';
import { DURABLE, HTTP, scaleGroup } from './scaleGroup.js';

// The process of one scale group. It does what its parent asks and goes when its parent goes.

interface RunningGroup {
  readonly host: Host;
  readonly store: Store;
}

const clock = new Clock();
const parent = openChannel(process, (question) => answer(GroupQuestion.parse(question)));
let running: RunningGroup | undefined;

async function start({ group, port, durableClient, ...options }: StartGroup): Promise<GroupStarted> {
  // Before the app loads, since it may hold on to the time it finds.
  followClock(clock);
  const store = options.dataFolder === undefined ? new MemoryStore() : shareDataFolder(options.dataFolder);
  const groups = new Set([DURABLE]);
  const host = await startHost({
    folder: options.folder,
    port,
    settings: options.settings,
    store,
    clock,
    log: consoleLog(clock, options.verbose ? 'debug' : 'info'),
    only: (name, trigger) => {
      groups.add(scaleGroup(name, trigger));
      return scaleGroup(name, trigger) === group;
    },
    ...(durableClient !== undefined && { durableClient }),
    // The one group that the public reaches shows everything.
    ...(group === HTTP && {
      inspection: (path, query) => parent.ask({ type: 'inspect', path, query: query.toString() }),
    }),
  });
  running = { host, store };
  const binding = host.durable?.clientBinding(host.url);
  return {
    url: host.url,
    functions: [...host.functions],
    groups: [...groups],
    ...(binding !== undefined && { durableClient: binding }),
  };
}

async function answer(question: GroupQuestion): Promise<unknown> {
  switch (question.type) {
    case 'start':
      return start(question).catch((error) => Promise.reject(new Error(reasonOf(error))));
    case 'inspect':
      return running && inspectHost(running.host)(question.path, new URLSearchParams(question.query));
    case 'advance':
      return clock.advance(question.ms);
    case 'idle':
      return !clock.isLate && !running?.host.busy() && !running?.host.durable?.busy();
    case 'stop':
      await running?.host.stop();
      await running?.store.close();
  }
}

// A terminal sends Ctrl-C to every process; the parent decides in which order they stop.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
