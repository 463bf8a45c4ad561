import { fileURLToPath } from 'node:url';
import { startLocalAzure } from './azure.js';
import { Clock } from './clock.js';
import { readCommandLine, type StartOptions } from './commandLine.js';
import { consoleLog } from './consoleLog.js';
import { followClock } from './movedDate.js';
import { hasParent, obeyParent } from './parent.js';
import { reasonOf } from './reason.js';
import { openDataFolder } from './storage/dataFolder.js';
import { MemoryStore } from './storage/memoryStore.js';
import { welcome } from './welcome.js';

const APP_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start`: everything on this machine, until a signal comes. */
async function start({ ports, dataFolder, verbose }: StartOptions): Promise<void> {
  const clock = new Clock();
  // Before the app loads, since it may hold on to the time it finds.
  if (hasParent) followClock(clock);
  const log = consoleLog(clock, verbose ? 'debug' : 'info');
  const store = dataFolder === undefined ? new MemoryStore() : openDataFolder(dataFolder);
  const azure = await startLocalAzure({ ports, store, clock, log }, APP_FOLDER).catch(async (error) => {
    await store.close();
    throw error;
  });
  if (hasParent) obeyParent(clock, azure);
  stopOnSignal(async () => {
    await azure.stop();
    await store.close();
  });
  console.log(welcome(azure, dataFolder));
}

/** The first signal drains and stops; a second one is out of patience. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(130);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function fail(error: unknown): never {
  console.error(reasonOf(error));
  process.exit(1);
}

try {
  await start(readCommandLine(process.argv.slice(2)));
} catch (error) {
  fail(error);
}
