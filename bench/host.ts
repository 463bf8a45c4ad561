import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Clock } from '../local/clock.js';
import { startHost } from '../local/host/host.js';
import { silentLog } from '../local/log.js';
import { MemoryStore } from '../local/storage/memoryStore.js';
import type { Row } from './row.js';
import { runWorker } from './worker.js';

const CONNECTIONS = 50;
const SECONDS = 3;

const FILES = {
  'package.json': '{"main":"app.mjs"}',
  'host.json': '{"version":"2.0"}',
  'app.mjs': `
    import { app } from '@azure/functions';
    app.http('hello', { methods: ['GET'], handler: () => ({ jsonBody: { hello: 'world' } }) });
  `,
};

/** An app with one function that does next to nothing, so that what is measured is the host and the library. */
async function writeTrivialApp(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-host-'));
  for (const [path, text] of Object.entries(FILES)) await writeFile(join(folder, path), text);
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Requests per second that the host answers. Needs the project's folder as the current one. */
export async function benchHost(): Promise<Row[]> {
  const folder = await writeTrivialApp();
  const host = await startHost({
    folder,
    port: 0,
    settings: {},
    store: new MemoryStore(),
    clock: new Clock(),
    log: silentLog,
  });
  const load = { url: `${host.url}/api/hello`, connections: CONNECTIONS, seconds: SECONDS };
  const answers = await runWorker<number>('./hostClient.js', load);
  await host.stop();
  await rm(folder, { recursive: true });
  return [{ name: `Functions host, GET, ${CONNECTIONS} connections`, value: answers / SECONDS, unit: '/s' }];
}
