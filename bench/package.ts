import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from '../infra/scripts/bundle.js';
import { median } from './median.js';
import type { Row } from './row.js';

const RUNS = 7;
const MEBIBYTE = 1024 * 1024;
const LOAD = fileURLToPath(new URL('./packageLoad.js', import.meta.url));

const execute = promisify(execFile);

/** Median time that a fresh process needs to load the app in `folder`, in milliseconds. */
async function loadTime(folder: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { stdout } = await execute(process.execPath, [LOAD, folder]);
    times.push(Number(stdout));
  }
  return median(times);
}

async function sizeOf(path: string): Promise<number> {
  const status = await stat(path);
  if (!status.isDirectory()) return status.size;
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What would be deployed without a bundle: the compiled app and every package that it needs to run. */
async function unbundledSize(): Promise<number> {
  const { stdout } = await execute('npm', ['ls', '--omit=dev', '--all', '--parseable'], { maxBuffer: MEBIBYTE * 8 });
  const folders = stdout.split('\n').filter((line) => line.includes('node_modules'));
  // A package inside another's folder is counted with it.
  const outermost = folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`)));
  const sizes = await Promise.all([resolve('dist/functions'), ...outermost].map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A folder from where the app is loaded as it was compiled, file by file. */
async function compiledApp(folder: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ main: relative(folder, 'dist/functions/main.js') }));
  return folder;
}

/** Size and load time of the deployed package beside those of the app as it is compiled. Needs the project's folder. */
export async function benchPackage(): Promise<Row[]> {
  const outside = await mkdtemp(join(tmpdir(), 'hearty-breakfast-package-'));
  const folder = join(outside, 'package');
  try {
    await bundle(folder);
    return [
      { name: 'package, bundled', value: (await sizeOf(folder)) / MEBIBYTE, unit: 'MiB' },
      { name: 'package, unbundled', value: (await unbundledSize()) / MEBIBYTE, unit: 'MiB' },
      { name: 'loading the app, bundled', value: await loadTime(folder), unit: 'ms' },
      {
        name: 'loading the app, unbundled',
        value: await loadTime(await compiledApp(join(outside, 'compiled'))),
        unit: 'ms',
      },
    ];
  } finally {
    await rm(outside, { recursive: true, force: true });
  }
}
