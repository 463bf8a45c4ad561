import { fork } from 'node:child_process';
import { once } from 'node:events';
import { builtProgram } from '../builtProgram.js';
import { DataFolderError } from './dataFolderError.js';

/**
 * Makes sure that everything in a store can be read. LMDB trusts its file, so that a damaged one would end the process
 * without a word or hide entries: a process of its own reads it first, and may fall over.
 *
 * @throws DataFolderError where something cannot be read
 */
export async function checkStore(path: string): Promise<void> {
  const reader = fork(builtProgram('readStore'), [path], { stdio: 'ignore' });
  let reason: unknown;
  reader.on('message', (message) => {
    reason = message;
  });
  const [code, signal] = (await once(reader, 'exit')) as [number | null, string | null];
  if (code === 0) return;
  const why = typeof reason === 'string' ? reason : `reading it ended with ${signal ?? `code ${code}`}`;
  throw new DataFolderError(`${path} is damaged: ${why}. Nothing was changed; move it away to start afresh.`);
}
