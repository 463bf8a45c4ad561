import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One process per file: the Functions library holds one app per process.
    pool: 'forks',
    // Most tests wait for processes and protocols: a worker more than there are cores keeps the cores busy.
    maxWorkers: availableParallelism() + 1,
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
