import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalProcess, startProcess } from '../local/localProcess.js';
import { until } from '../local/until.js';
import { median } from './median.js';
import { placeOrders } from './orders.js';
import { residentMegabytes } from './processFigures.js';
import type { Row } from './row.js';
import { measureSettling, type Settling, settlingRows, warmUp } from './settling.js';

/** Orders to be waiting; fewer where the machine does not take as many in the time, which can be set for that. */
const ORDERS = 10_000;
const LONGEST_SECONDS = Number(process.env.BENCH_WAITING_SECONDS ?? 60);
const CLIENTS = 64;
/** The two shops take turns: what the machine has to do besides comes and goes within minutes. */
const ROUNDS = 7;
const SECONDS = 3;

/** So long that no window ends meanwhile. */
const WINDOW = { CANCELLATION_WINDOW_SECONDS: '86400' };

/** A shop that settles orders, and how many wait for the end of their window there. */
interface Waiting {
  readonly shop: LocalProcess;
  waiting: number;
  readonly rounds: Settling[];
}

async function open(dataFolder: string): Promise<Waiting> {
  const shop = await startProcess({ dataFolder, settings: WINDOW });
  return { shop, waiting: (await warmUp(shop)).orders, rounds: [] };
}

async function fill(busy: Waiting): Promise<void> {
  const orders = ORDERS - busy.waiting;
  const taken = await placeOrders(busy.shop.url, {
    clients: CLIENTS,
    seconds: LONGEST_SECONDS,
    orders,
    until: 'taken',
  });
  busy.waiting += taken.orders;
  await until('everything taken is settled', () => busy.shop.idle(), LONGEST_SECONDS * 4_000);
}

async function takeTurns(shops: readonly Waiting[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of shops) {
      const settling = await measureSettling(one.shop, CLIENTS, SECONDS);
      one.waiting += settling.orders;
      one.rounds.push(settling);
    }
  }
}

async function rowsOf(few: Waiting, many: Waiting): Promise<Row[]> {
  const shares = many.rounds.map(({ perSecond }, round) => perSecond / (few.rounds[round]?.perSecond ?? perSecond));
  const middle = ({ rounds }: Waiting) => median(rounds, ({ perSecond }) => perSecond);
  return [
    ...settlingRows(middle(few), `${few.waiting} waiting in the end`),
    ...settlingRows(middle(many), `${many.waiting} waiting in the end`),
    { name: 'the latter throughput is of the former', value: median(shares) * 100, unit: '%' },
    {
      name: `resident memory after ${many.waiting} orders`,
      value: await residentMegabytes(many.shop.pid),
      unit: 'MB',
    },
  ];
}

/** What thousands of orders that wait for the end of their cancellation window cost those that come after them. */
export async function benchWaiting(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hearty-breakfast-bench-'));
  const few = await open(join(folder, 'few'));
  const many = await open(join(folder, 'many'));
  try {
    await fill(many);
    await takeTurns([few, many]);
    return await rowsOf(few, many);
  } finally {
    await few.shop.stop();
    await many.shop.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
