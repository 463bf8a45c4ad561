import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock.js';
import { type Host, type HostOptions, startHost } from '../../../local/host/host.js';
import { MemoryStore } from '../../../local/storage/memoryStore.js';
import { type RecordedLog, recordedLog } from './recordedLog.js';

/** Files of a function app by path. `app.mjs` is the entry; package.json and host.json are made where they are missing. */
export type AppFiles = Readonly<Record<string, string>>;

export interface HostedApp {
  readonly host: Host;
  readonly log: RecordedLog;
  readonly clock: Clock;
  /** Sends a request to a path below the host. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

const MANIFEST = JSON.stringify({ main: 'app.*' });
const HOST_JSON = JSON.stringify({ version: '2.0' });

/** Writes an app to a folder of its own, which goes when the test ends. */
export async function writeApp(files: AppFiles): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hosted-app-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ 'package.json': MANIFEST, 'host.json': HOST_JSON, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  // So that the app finds @azure/functions as if it stood in this project.
  await symlink(resolve(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Starts an app in the real host; both go when the test ends. */
export async function hostApp(files: AppFiles, options: Partial<HostOptions> = {}): Promise<HostedApp> {
  const folder = await writeApp(files);
  const log = recordedLog();
  const clock = options.clock ?? new Clock();
  const host = await startHost({ folder, port: 0, settings: {}, store: new MemoryStore(), log, ...options, clock });
  onTestFinished(() => host.stop());
  return { host, log, clock, fetch: (path, init) => fetch(`${host.url}${path}`, init) };
}

/** An `app.mjs` whose `lines` register functions, with `app` and what they noted in `seen`. */
export function appOf(lines: string): AppFiles {
  return { 'app.mjs': `import { app } from '@azure/functions';\n${lines}\n` };
}
