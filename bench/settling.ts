import type { LocalProcess } from '../local/localProcess.js';
import { median } from './median.js';
import { type Answers, placeOrders } from './orders.js';
import { processorMs } from './processFigures.js';
import type { Row } from './row.js';

/** How fast a shop settles orders, and what one costs it. */
export interface Settling {
  readonly orders: number;
  readonly perSecond: number;
  readonly medianMs: number;
  /** Of the shop alone, without the clients. Says more than the rate where a machine has other things to do. */
  readonly processorMsPerOrder: number;
}

/** Until the code that an order runs through is compiled; before, it costs twice as much. */
const WARM_UP_SECONDS = 20;

export function warmUp({ url }: LocalProcess): Promise<Answers> {
  return placeOrders(url, { clients: 64, seconds: WARM_UP_SECONDS });
}

export async function measureSettling(shop: LocalProcess, clients: number, seconds: number): Promise<Settling> {
  const before = await processorMs(shop.pid);
  const { orders, perSecond, durations } = await placeOrders(shop.url, { clients, seconds });
  const processor = (await processorMs(shop.pid)) - before;
  return { orders, perSecond, medianMs: median(durations), processorMsPerOrder: processor / orders };
}

export function settlingRows({ perSecond, medianMs, processorMsPerOrder }: Settling, label: string): Row[] {
  return [
    { name: `orders settled, ${label}`, value: perSecond, unit: '/s' },
    { name: `order settled, median, ${label}`, value: medianMs, unit: 'ms' },
    { name: `processor time for an order, ${label}`, value: processorMsPerOrder, unit: 'ms' },
  ];
}
