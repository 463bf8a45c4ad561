import { existsSync } from 'node:fs';
import type { RootDatabase } from 'lmdb';
import { InFlight } from '../inFlight.js';

/**
 * What lmdb calls while it carries out a commit: 1 once the commit shows to all readers, 2 where it needs something first,
 * and at the end 0, for a commit that is on the disk, or the number of an error.
 */
type Progress = (status: number) => unknown;

const VISIBLE = 1;
const INTERRUPTED = 2;

/**
 * Whether lmdb can tell that the machine was not started anew, which makes it take commits for good that were not flushed.
 * It looks at this file, on a Mac at the system's own setting.
 */
const KNOWS_THE_BOOT = process.platform === 'darwin' || existsSync('/proc/sys/kernel/random/boot_id');

/** A part of lmdb 3 that its typings do not show: each commit begins here, with all writes that were made before. */
interface Internals {
  readonly env: { startWriting(from: number, progress: Progress): void };
}

/**
 * Tells when commits show: from then on they survive the death of the process. lmdb's own promises are meant to tell that
 * too, but wait until the disk is flushed, which takes several times as long.
 *
 * @param onCommit called as a commit begins; what it returns is called once the commit shows, unless lmdb's promise is
 * about to be kept as well: it drops what it wanted to tell where the flush is quicker than the event loop
 * @returns what resolves once no commit is under way: before that, lmdb's thread may still look at what closing frees
 */
export function onVisible(root: RootDatabase, onCommit: () => () => void): () => Promise<void> {
  const { env } = root as unknown as Partial<Internals>;
  // Where a version of lmdb lacks this part, its promises alone count.
  if (!env?.startWriting) return () => Promise.resolve();
  const commits = new InFlight();
  const startWriting = env.startWriting.bind(env);
  const value: typeof startWriting = (from, progress) => {
    const shows = onCommit();
    commits.begin();
    startWriting(from, (status) => {
      const answer = progress(status);
      if (status === VISIBLE && KNOWS_THE_BOOT) {
        root.resetReadTxn();
        shows();
      }
      if (status !== VISIBLE && status !== INTERRUPTED) commits.end();
      return answer;
    });
  };
  Object.defineProperty(env, 'startWriting', { value });
  return () => commits.idle();
}
