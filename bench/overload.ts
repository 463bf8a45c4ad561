import { type LocalProcess, startProcess } from '../local/localProcess.js';
import { simulatorClient } from '../local/payment-provider/simulatorClient.js';
import { until } from '../local/until.js';
import { median } from './median.js';
import { placeOrders } from './orders.js';
import type { Row } from './row.js';

const DAY_MS = 86_400_000;

async function withShop(
  settings: Record<string, string>,
  measure: (shop: LocalProcess) => Promise<Row[]>,
): Promise<Row[]> {
  const shop = await startProcess({ settings });
  try {
    return await measure(shop);
  } finally {
    await shop.stop();
  }
}

async function circuitIsOpen(shop: LocalProcess): Promise<boolean> {
  const response = await fetch(`${shop.url}/api/health`);
  return ((await response.json()) as { payment: { circuit: string } }).payment.circuit === 'open';
}

/** How fast the front door turns away while the circuit is open, and what reaches the provider meanwhile. */
function benchOpenCircuit(clients: number, seconds: number): Promise<Row[]> {
  return withShop({ CIRCUIT_OPEN_MS: String(DAY_MS) }, async (shop) => {
    const provider = simulatorClient(shop.paymentUrl);
    await provider.faults({ mode: 'overloaded' });
    // The first orders run into the overload, and meet cold code.
    await placeOrders(shop.url, { clients: 8, seconds: 3, until: 'taken', anyAnswer: true });
    await until('an open circuit', () => circuitIsOpen(shop));
    const before = await provider.requests();
    const answers = await placeOrders(shop.url, { clients, seconds, until: 'taken', anyAnswer: true });
    const reached = (await provider.requests()) - before;
    const what = `circuit open, ${clients} clients`;
    return [
      { name: `turned away, ${what}`, value: answers.orders / seconds, unit: '/s' },
      { name: `turned away, median, ${what}`, value: median(answers.durations), unit: 'ms' },
      { name: `calls that reached the provider, ${what}`, value: reached, unit: '' },
    ];
  });
}

/** A provider that takes as long as the app will wait, or a little longer: what customers are answered. */
function benchSlowProvider(clients: number, seconds: number): Promise<Row[]> {
  return withShop({ PAYMENT_TIMEOUT_MS: '610' }, async (shop) => {
    const provider = simulatorClient(shop.paymentUrl);
    await placeOrders(shop.url, { clients: 8, seconds: 3, anyAnswer: true });
    await provider.faults({ mode: 'slow', latencyMs: 400, latencyToMs: 620 });
    const answers = await placeOrders(shop.url, { clients, seconds, anyAnswer: true });
    const all = answers.orders;
    const share = (...statuses: number[]) =>
      (100 * statuses.reduce((sum, status) => sum + (answers.statuses.get(status) ?? 0), 0)) / all;
    const what = `slow provider, ${clients} clients`;
    return [
      { name: `orders tried, ${what}`, value: all / seconds, unit: '/s' },
      { name: `order answered, median, ${what}`, value: median(answers.durations), unit: 'ms' },
      { name: `availability (2xx or a deliberate 503), ${what}`, value: share(200, 201, 202, 503), unit: '%' },
      { name: `settled (201), ${what}`, value: share(201), unit: '%' },
      { name: `taken, and still retrying after half a minute (202), ${what}`, value: share(202), unit: '%' },
      { name: `told to come back (503), ${what}`, value: share(503), unit: '%' },
    ];
  });
}

/** The shop under an overloaded provider and under a slow one. */
export async function benchOverload(): Promise<Row[]> {
  return [...(await benchOpenCircuit(64, 10)), ...(await benchSlowProvider(100, 60))];
}
