import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkStore } from './checkStore.js';
import { DataFolderError } from './dataFolderError.js';
import { joinLock, lockFolder } from './folderLock.js';
import { LmdbStore } from './lmdbStore.js';
import type { Store } from './store.js';

const storeIn = (folder: string): string => join(folder, 'store');

/** Makes an empty store, whole or not at all: half of one, left by a kill, would pass for a damaged one. */
async function createStore(path: string): Promise<void> {
  const unfinished = `${path}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await new LmdbStore(unfinished).close();
  renameSync(unfinished, path);
}

/** Makes a folder where it is missing, and takes it for this process. @returns what gives it back */
async function takeFolder(folder: string): Promise<() => void> {
  try {
    mkdirSync(folder, { recursive: true });
    return await lockFolder(folder);
  } catch (cause) {
    if (cause instanceof DataFolderError) throw cause;
    throw new DataFolderError(`${folder} cannot be used as data folder: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Opens the store in a folder, which is made where it is missing.
 *
 * @throws DataFolderError where another process uses the folder, this one may not, or what is in it is no store or a damaged one
 */
export async function openDataFolder(path: string): Promise<Store> {
  const folder = resolve(path); // The app moves the current folder.
  const unlock = await takeFolder(folder);
  try {
    const file = storeIn(folder);
    if (existsSync(file)) await checkStore(file);
    else await createStore(file);
    const store = new LmdbStore(file);
    return {
      table: (name) => store.table(name),
      write: (changes) => store.write(changes),
      close: async () => {
        await store.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Opens the store of a folder that the parent process has open too, which LMDB allows. It keeps both from seeing half a
 * write; that they do not write the same tables is theirs to see to.
 */
export function shareDataFolder(folder: string): Store {
  joinLock(folder);
  return new LmdbStore(storeIn(folder));
}
