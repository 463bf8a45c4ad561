import type { Ground } from './azure.js';
import { Clock } from './clock.js';
import { HELP, readCommandLine, type StartOptions } from './commandLine.js';
import { consoleLog } from './consoleLog.js';
import { fail } from './fail.js';
import { followClock } from './movedDate.js';
import { hasParent, obeyParent } from './parent.js';
import { reasonOf } from './reason.js';
import { openDataFolder } from './storage/dataFolder.js';
import { MemoryStore } from './storage/memoryStore.js';

/** What a program has started. */
export interface Started {
  /** Printed once everything answers. */
  readonly greeting: string;
  /** Nothing is being handled, and nothing waits for anything but time. */
  idle(): boolean | Promise<boolean>;
  /** Moves the clocks of further processes. */
  advance?(ms: number): Promise<void>;
  stop(): Promise<void>;
  /** Resolves with the reason where it cannot go on. */
  readonly broken?: Promise<string>;
}

/**
 * Runs a program of the local Azure with the options of its command line, until a signal comes. Where it cannot start,
 * one line says why and the exit code is 1.
 */
export async function runProgram(start: (ground: Ground, options: StartOptions) => Promise<Started>): Promise<void> {
  try {
    const options = readCommandLine(process.argv.slice(2));
    if (options.help) console.log(HELP);
    else await startProgram(start, options);
  } catch (error) {
    fail(reasonOf(error));
  }
}

async function startProgram(
  start: (ground: Ground, options: StartOptions) => Promise<Started>,
  options: StartOptions,
): Promise<void> {
  const { ports, dataFolder, verbose } = options;
  const clock = new Clock();
  // Before the app loads, since it may hold on to the time it finds.
  if (hasParent) followClock(clock);
  const log = consoleLog(clock, verbose ? 'debug' : 'info');
  const store = dataFolder === undefined ? new MemoryStore() : await openDataFolder(dataFolder);
  const started = await start({ ports, store, clock, log }, options).catch(async (error) => {
    await store.close();
    throw error;
  });
  if (hasParent) obeyParent(clock, started);
  stopOnSignal(async () => {
    await started.stop();
    await store.close();
  });
  started.broken?.then(async (reason) => {
    await store.close();
    fail(reason);
  });
  console.log(started.greeting);
}

/** npm hands on a signal that the whole group has had already: what comes so soon after the first is the same one. */
const SAME_SIGNAL_MS = 500;

/** The first signal drains and stops; a second one is out of patience. */
function stopOnSignal(stop: () => Promise<void>): void {
  let first: number | undefined;
  const onSignal = () => {
    if (first !== undefined) {
      if (performance.now() - first > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    first = performance.now();
    stop().then(
      () => process.exit(0),
      (error) => fail(reasonOf(error)),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
