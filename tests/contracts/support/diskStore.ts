import { onTestFinished } from 'vitest';
import { LmdbStore } from '../../../local/storage/lmdbStore.js';
import type { Store } from '../../../local/storage/store.js';
import { removeFolder, temporaryFolder } from '../../support/temporaryFolder.js';

/** A durable store in a folder of its own. Both go when the test ends. */
export async function diskStore(): Promise<Store> {
  const folder = await temporaryFolder();
  const store = new LmdbStore(folder);
  onTestFinished(async () => {
    await store.close();
    await removeFolder(folder);
  });
  return store;
}
