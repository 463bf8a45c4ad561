import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalProcess, startProcess } from '../local/localProcess.js';
import { benchOrders } from './orders.js';
import type { Row } from './row.js';

const CLIENTS = [1, 16, 64];
const SECONDS = 8;

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}

async function started(dataFolder?: string): Promise<{ shop: LocalProcess; ms: number }> {
  const from = performance.now();
  const shop = await startProcess(dataFolder === undefined ? {} : { dataFolder });
  return { shop, ms: performance.now() - from };
}

async function benchOne(label: string, dataFolder?: string): Promise<Row[]> {
  const { shop, ms } = await started(dataFolder);
  const rows: Row[] = [
    { name: `start to Ready, ${label}`, value: ms, unit: 'ms' },
    { name: `resident memory at rest, ${label}`, value: await residentMegabytes(shop.pid), unit: 'MB' },
  ];
  // The first orders meet cold code.
  await benchOrders(shop.url, 8, 3, label);
  for (const clients of CLIENTS) rows.push(...(await benchOrders(shop.url, clients, SECONDS, label)));
  rows.push({ name: `resident memory afterwards, ${label}`, value: await residentMegabytes(shop.pid), unit: 'MB' });
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
