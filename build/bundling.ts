import type { BuildOptions } from 'esbuild';

/**
 * Packages of CommonJS inside the bundle call `require` of Node's own modules, which an ES module does not have. Without
 * this it fails as it loads: Dynamic require of "util" is not supported.
 */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** How anything of ours is bundled for Node. */
export const BUNDLING = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  banner: { js: REQUIRE },
  // The host supplies it.
  external: ['@azure/functions-core'],
  logLevel: 'warning',
} satisfies BuildOptions;
