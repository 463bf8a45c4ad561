import { readdir, rm } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from './bundling.js';

const FOLDER = 'dist/bundle';

/** The last step of `npm run build`: the programs and the app that they load, in some files instead of a thousand. */
const { metafile } = await build({
  ...BUNDLING,
  entryPoints: {
    main: 'dist/functions/main.js',
    start: 'dist/local/start.js',
    startServices: 'dist/local/startServices.js',
    group: 'dist/local/isolation/group.js',
    readStore: 'dist/local/storage/readStore.js',
  },
  outdir: FOLDER,
  // What the app and its stand-ins both need is loaded once.
  splitting: true,
  target: 'node20',
  // Less to parse; names stay as they are, for the log and for who debugs.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  // LMDB finds its binary beside itself.
  external: [...BUNDLING.external, 'lmdb'],
  metafile: true,
});

// Parts of earlier builds, not before: a program that runs may be about to load one that has not changed.
const built = Object.keys(metafile.outputs).map(normalize);
for (const file of await readdir(FOLDER)) if (!built.includes(join(FOLDER, file))) await rm(join(FOLDER, file));
