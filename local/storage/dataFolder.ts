import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LmdbStore } from './lmdbStore.js';
import type { Store } from './store.js';

/** A data folder cannot be used; the message says why in one line. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, but there it is.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holder(lockFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the folder for this process; a lock whose process is gone counts for nothing. */
function lock(folder: string): () => void {
  const lockFile = join(folder, 'lock');
  for (const lastTry of [false, true]) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return () => rmSync(lockFile, { force: true });
    } catch (error) {
      const pid = holder(lockFile);
      if (pid !== undefined || lastTry) {
        throw new DataFolderError(
          `${folder} is in use by process ${pid ?? 'unknown'} (delete ${lockFile} if it is not)`,
        );
      }
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      rmSync(lockFile, { force: true });
    }
  }
  throw new DataFolderError(`${folder} cannot be locked`);
}

/**
 * Opens the store in a folder, which is made where it is missing.
 *
 * @throws DataFolderError where another process uses the folder, or what is in it is no store
 */
export function openDataFolder(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const unlock = lock(folder);
  try {
    const store = new LmdbStore(join(folder, 'store'));
    return {
      table: (name) => store.table(name),
      write: (changes) => store.write(changes),
      close: async () => {
        await store.close();
        unlock();
      },
    };
  } catch (cause) {
    unlock();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataFolderError(`${folder} holds no readable store (${reason}); move it away to start afresh`, { cause });
  }
}
