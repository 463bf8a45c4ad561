import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../local/localProcess.js';
import { residentMegabytes } from './processFigures.js';
import type { Row } from './row.js';
import { measureSettling, settlingRows, warmUp } from './settling.js';

const CLIENTS = [1, 16, 64];
const SECONDS = 5;

async function benchOne(label: string, dataFolder?: string): Promise<Row[]> {
  const from = performance.now();
  const shop = await startProcess(dataFolder === undefined ? {} : { dataFolder });
  const rows: Row[] = [
    { name: `start to Ready, ${label}`, value: performance.now() - from, unit: 'ms' },
    { name: `resident memory at rest, ${label}`, value: await residentMegabytes(shop.pid), unit: 'MB' },
  ];
  await warmUp(shop);
  for (const clients of CLIENTS) {
    const settling = await measureSettling(shop, clients, SECONDS);
    rows.push(...settlingRows(settling, `${clients} ${clients === 1 ? 'client' : 'clients'}, ${label}`));
  }
  await shop.stop();
  return rows;
}

/** Start-up, memory and orders settled per second, with nothing on disk and with everything on disk. */
export async function benchShop(): Promise<Row[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'hearty-breakfast-bench-'));
  try {
    return [...(await benchOne('ephemeral')), ...(await benchOne('durable', dataFolder))];
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}
