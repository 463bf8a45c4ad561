import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundle } from '../../infra/scripts/bundle.js';
import { Clock } from '../../local/clock.js';
import { silentLog } from '../../local/log.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { breakfast } from '../support/breakfast.js';
import type { OrderResource } from '../support/shop.js';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder.js';

// As it was built: it finds its data files from there.
const { startLocalAzure } = (await import(resolve('dist/local/azure.js'))) as typeof import('../../local/azure.js');

const FREE_PORTS = { functions: 0, serviceBus: 0, cosmos: 0, payment: 0 };

test('the package holds one bundle, host.json, package.json and the viewer, and runs an order with nothing installed beside it', {
  timeout: 60_000,
}, async () => {
  const outside = await temporaryFolder();
  onTestFinished(() => removeFolder(outside));
  const folder = join(outside, 'package');
  await bundle(folder);
  expect((await readdir(folder)).sort()).toEqual(['host.json', 'main.js', 'node_modules', 'package.json']);
  expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies');

  const ground = { ports: FREE_PORTS, store: new MemoryStore(), clock: new Clock(), log: silentLog };
  const azure = await startLocalAzure(ground, folder);
  onTestFinished(() => azure.stop());
  expect(azure.host.functions.filter(({ error }) => error)).toEqual([]);

  const response = await fetch(`${azure.host.url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify(breakfast({ lines: [{ menuId: 'bulgogi-rice', quantity: 5 }] })),
  });
  const order = (await response.json()) as OrderResource;
  expect(order).toMatchObject({ status: 'confirmed', points: { rate: 0.2, points: 9_000 } });
  expect((await fetch(`${azure.host.url}/api/docs`)).status).toBe(200);
});
