import { open } from 'lmdb';
import { expect, it, onTestFinished } from 'vitest';
import { removeFolder, temporaryFolder } from '../../tests/support/temporaryFolder.js';
import { onVisible } from './onVisible.js';

it.skipIf(process.platform === 'win32')('hears of commits of lmdb that they show, and can read them then', async () => {
  const folder = await temporaryFolder();
  onTestFinished(() => removeFolder(folder));
  const root = open<number, string>({ path: folder });
  onTestFinished(() => root.close());
  const heard: { written: number; read: number | undefined }[] = [];
  let n = 0;
  onVisible(root, () => {
    const written = n;
    return () => heard.push({ written, read: root.get('n') });
  });
  // Not of those that are flushed before the event loop comes round to it.
  while (heard.length < 5) await root.batch(() => void root.put('n', ++n));
  for (const { written, read } of heard) expect(read).toBe(written);
});
