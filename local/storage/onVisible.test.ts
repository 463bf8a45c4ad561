import { open, type RootDatabase } from 'lmdb';
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

it('tells when no commit is under way: not yet when it shows, but at its end, good or bad', async () => {
  const begun: ((status: number) => unknown)[] = [];
  const env = { startWriting: (_from: number, progress: (status: number) => unknown) => void begun.push(progress) };
  const root = { env, resetReadTxn: () => {} };
  const idle = onVisible(root as unknown as RootDatabase, () => () => {});
  await idle();

  for (let n = 0; n < 2; n++) env.startWriting(0, () => {});
  const statuses = [
    [0, 2],
    [0, 1],
    [0, 0],
    [1, 1],
    [1, 28],
  ] as const;
  const heard: string[] = [];
  const resting = idle().then(() => heard.push('idle'));
  for (const [commit, status] of statuses) {
    heard.push(`${commit}: ${status}`);
    begun[commit]?.(status);
    await new Promise(setImmediate);
  }
  await resting;
  expect(heard).toEqual(['0: 2', '0: 1', '0: 0', '1: 1', '1: 28', 'idle']);
});
