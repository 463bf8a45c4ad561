import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../../build/bundling.js';

const ENTRY = 'main.js';

/** Read at run time, from where Node finds packages. */
const VIEWER = ['swagger-ui-bundle.js', 'swagger-ui.css'].map((file) => join('node_modules', 'swagger-ui-dist', file));

/**
 * Packs the built app into a folder as it is deployed: one bundled file, host.json, package.json and what
 * shows the API to a person; nothing to install.
 *
 * @param folder is replaced
 */
export async function bundle(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    ...BUNDLING,
    entryPoints: ['dist/functions/main.js'],
    outfile: join(folder, ENTRY),
    target: 'node22',
    minify: true,
    // Function names are part of the log, and of error messages.
    keepNames: true,
  });
  for (const file of ['host.json', ...VIEWER]) await cp(file, join(folder, file));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(await manifest(), undefined, 2)}\n`);
}

async function manifest() {
  const { name, version } = JSON.parse(await readFile('package.json', 'utf8'));
  return { name, version, type: 'module', main: ENTRY };
}
