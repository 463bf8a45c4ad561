import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalProcess, startProcess } from '../local/localProcess.js';
import { until } from '../local/until.js';
import { placeOrders } from './orders.js';
import { residentMegabytes } from './processFigures.js';
import type { Row } from './row.js';
import { measureSettling, settlingRows, warmUp } from './settling.js';

/** Orders to be waiting; fewer where the machine does not take as many in the time, which can be set for that. */
const ORDERS = 10_000;
const LONGEST_SECONDS = Number(process.env.BENCH_WAITING_SECONDS ?? 60);
const CLIENTS = 64;
const SECONDS = 6;

/** So long that no window ends meanwhile. */
const WINDOW = { CANCELLATION_WINDOW_SECONDS: '86400' };

async function compare(shop: LocalProcess): Promise<Row[]> {
  const warmedUp = await warmUp(shop);
  const first = await measureSettling(shop, CLIENTS, SECONDS);
  const few = warmedUp.orders + first.orders;
  const filled = await placeOrders(shop.url, {
    clients: CLIENTS,
    seconds: LONGEST_SECONDS,
    orders: ORDERS - few,
    until: 'taken',
  });
  await until('everything taken is settled', () => shop.idle(), LONGEST_SECONDS * 4_000);
  const waiting = few + filled.orders;
  const then = await measureSettling(shop, CLIENTS, SECONDS);
  return [
    ...settlingRows(first, `${warmedUp.orders} waiting`),
    ...settlingRows(then, `${waiting} waiting`),
    { name: 'the latter throughput is of the former', value: (then.perSecond / first.perSecond) * 100, unit: '%' },
    {
      name: `resident memory after ${waiting + then.orders} orders`,
      value: await residentMegabytes(shop.pid),
      unit: 'MB',
    },
  ];
}

/** What thousands of orders that wait for the end of their cancellation window cost those that come after them. */
export async function benchWaiting(): Promise<Row[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'hearty-breakfast-bench-'));
  const shop = await startProcess({ dataFolder, settings: WINDOW });
  try {
    return await compare(shop);
  } finally {
    await shop.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
