import { appendFileSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.js';
import { DataFolderError } from './dataFolderError.js';
import { isRunning, processIdentity } from './processIdentity.js';

/** How long the processes of a killed instance may take to notice. */
const PATIENCE_MS = 5_000;

const lockFileOf = (folder: string): string => join(folder, 'lock');

/** The text of a lock: the identity of the instance, then those of processes that it shares the folder with. */
function readLock(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @returns whether this process got the lock */
function tryLock(file: string): boolean {
  const own = `${file}.${process.pid}`;
  // What a killed process of the same id has left may be the lock itself under a second name.
  rmSync(own, { force: true });
  writeFileSync(own, processIdentity(process.pid));
  try {
    // Whole at once: a lock that another process sees without its text would pass for one that nobody holds.
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own);
  }
}

/** Takes a lock away whose processes are gone. One process at a time, or one would take away what another just got. */
function removeStale(file: string, text: string): void {
  const removal = `${file}.removal`;
  if (tryLock(removal)) {
    if (readLock(file) === text) rmSync(file, { force: true });
    rmSync(removal);
    return;
  }
  const remover = readLock(removal);
  if (remover !== '' && !isRunning(remover)) rmSync(removal, { force: true });
}

/**
 * Takes a folder for this process. A lock whose processes are gone counts for nothing.
 *
 * @returns what gives it back
 * @throws DataFolderError naming the process that has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = lockFileOf(folder);
  while (!tryLock(file)) {
    const text = readLock(file);
    const [instance = '', ...others] = text.split('\n');
    if (isRunning(instance)) {
      throw new DataFolderError(`${folder} is in use by process ${instance.split(' ')[0]}.`);
    }
    await until('the end of a killed instance', () => !others.some(isRunning), PATIENCE_MS).catch(() => {
      const pids = others.filter(isRunning).map((identity) => identity.split(' ')[0]);
      throw new DataFolderError(
        `${folder} is in use by what a killed instance left running: process ${pids.join(', ')}.`,
      );
    });
    removeStale(file, text);
  }
  return () => rmSync(file, { force: true });
}

/** Lets this process share a folder that its parent has locked. */
export function joinLock(folder: string): void {
  appendFileSync(lockFileOf(folder), `\n${processIdentity(process.pid)}`);
}
