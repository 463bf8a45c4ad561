import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { countEntries } from './lmdbStore.js';

// Reads a whole store, named by the first argument, and tells its parent what cannot be read. The exit code is 0 where
// everything can. A badly damaged store ends this process by a signal, and what LMDB prints then is of no use.

const path = process.argv[2] ?? '';

function trouble(): string | undefined {
  const file = join(path, 'data.mdb');
  // LMDB would begin a new store.
  if (!existsSync(file)) return `${file} is missing`;
  if (statSync(file).size === 0) return `${file} is empty`;
  for (const { table, promised, found } of countEntries(path)) {
    if (promised !== found) return `${table} should have ${promised} entries, ${found} can be read`;
  }
  return undefined;
}

function attempt(): string | undefined {
  try {
    return trouble();
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}

const found = attempt();
if (found === undefined) process.exit(0);
process.send?.(found, () => process.exit(1));
