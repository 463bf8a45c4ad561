import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One process per file: the Functions library holds one app per process.
    pool: 'forks',
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    // What is built is run as it is.
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
