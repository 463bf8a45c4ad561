import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { messageOf } from '../../messageOf.js';
import { NotSimulatedError } from '../../notSimulated.js';
import { runAppHooks } from './appHooks.js';
import { type AppRegistry, type CoreLog, installFunctionsCore, programmingModel } from './functionsCore.js';

/** The app could not be loaded; the message names the file or pattern and the cause. */
class AppLoadError extends Error {
  override readonly name = 'AppLoadError';
}

/** What Azure's Node worker says it can do, before the app adds its own (`app.setup`). */
const WORKER_CAPABILITIES = {
  RawHttpBodyBytes: 'true',
  RpcHttpTriggerMetadataRemoved: 'true',
  RpcHttpBodyOnly: 'true',
  IgnoreEmptyValuedRpcHttpHeaders: 'true',
  UseNullableValueDictionaryForHttp: 'true',
  WorkerStatus: 'true',
  TypedDataCollection: 'true',
  HandlesWorkerTerminateMessage: 'true',
};

/** The `main` of the app's package.json: a file or a glob, relative to `folder`. */
async function entryPattern(folder: string): Promise<string> {
  const file = join(folder, 'package.json');
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new AppLoadError(`${file} could not be read: ${messageOf(cause)}`, { cause });
  }
  const { main } = manifest as { main?: unknown };
  if (typeof main !== 'string') throw new AppLoadError(`${file} has no "main": there is no function to load.`);
  return main;
}

/** @throws NotSimulatedError where the app asks for what the host cannot give */
async function agreeOnCapabilities(): Promise<void> {
  const agreed = await programmingModel()?.getCapabilities?.({ ...WORKER_CAPABILITIES });
  if (agreed?.HttpUri) throw new NotSimulatedError('HTTP streaming (app.setup with enableHttpStream)');
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

  const app = installFunctionsCore(log);
  for (const file of files) {
    try {
      await import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
    } catch (cause) {
      throw new AppLoadError(`${file} could not be loaded: ${messageOf(cause)}`, { cause });
    }
  }
  if (app.registrations.size === 0) {
    throw new AppLoadError(`${files.join(', ')} registered no function (a process can load an app only once).`);
  }
  await runAppHooks(app, 'appStart', folder);
  await agreeOnCapabilities();
  app.locked = true;
  return app;
}
