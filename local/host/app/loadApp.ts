import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { type AppRegistry, type CoreLog, installFunctionsCore } from './functionsCore.js';

/** The app could not be loaded; the message names the file or pattern and the cause. */
export class AppLoadError extends Error {
  override readonly name = 'AppLoadError';
}

/** The `main` of the app's package.json: a file or a glob, relative to `folder`. */
async function entryPattern(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  const { main } = JSON.parse(text) as { main?: unknown };
  if (typeof main !== 'string') throw new AppLoadError(`${folder}/package.json has no "main": no function to load.`);
  return main;
}

/**
 * Loads the app as Azure's Node worker does: every file that `main` of its package.json matches, one after another,
 * then its `appStart` hooks. Afterwards registering is closed.
 *
 * @param folder where the app's package.json and host.json stand
 * @throws AppLoadError where nothing matches or a file throws
 */
export async function loadApp(folder: string, log: CoreLog): Promise<AppRegistry> {
  const pattern = await entryPattern(folder);
  const files = (await glob(pattern, { cwd: folder })).sort();
  if (files.length === 0) throw new AppLoadError(`"main" in ${folder}/package.json matches no file: ${pattern}`);

  const registry = installFunctionsCore(log);
  for (const file of files) {
    try {
      await import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new AppLoadError(`${file} could not be loaded: ${reason}`, { cause });
    }
  }
  for (const hook of registry.hooks.get('appStart') ?? []) await hook({ hookData: {}, functionAppDirectory: folder });
  await registry.model?.getCapabilities?.({});
  registry.locked = true;
  return registry;
}
