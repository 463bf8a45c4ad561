import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalProcess, startProcess } from '../local/localProcess.js';
import { simulatorClient } from '../local/payment-provider/simulatorClient.js';
import { until } from '../local/until.js';
import type { Row } from './row.js';

const DAY_MS = 86_400_000;

/** What one customer after another was answered. */
interface Answers {
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds, ascending. */
  readonly durations: readonly number[];
}

const order = (customer: number) =>
  JSON.stringify({
    customerId: `bench-${customer}`,
    lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
    deliveryAddress: '서울시 종로구 1',
    billingKey: 'bk_ok',
  });

interface Answer {
  /** 0: none, or a 503 that does not say when to come back. */
  readonly status: number;
  readonly retryAfterMs: number;
}

const NO_ANSWER: Answer = { status: 0, retryAfterMs: 0 };

/** Tries to place one order. @param headers beside the content's type */
function placeOrder(agent: Agent, url: string, body: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve) => {
    const call = request(`${url}/api/orders`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...headers },
    });
    call.on('error', () => resolve(NO_ANSWER));
    call.on('response', (response) => {
      response.resume();
      const { statusCode: status = 0, headers } = response;
      const retryAfterMs = Number(headers['retry-after'] ?? 0) * 1_000;
      response.on('end', () => resolve(status === 503 && retryAfterMs === 0 ? NO_ANSWER : { status, retryAfterMs }));
    });
    call.end(body);
  });
}

interface Load {
  readonly clients: number;
  readonly seconds: number;
  /** Waits until each order is settled, and comes back when told to; otherwise as fast as it goes. */
  readonly polite: boolean;
}

async function ordersOf(url: string, { clients, seconds, polite }: Load): Promise<Answers> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const statuses = new Map<number, number>();
  const durations: number[] = [];
  const end = performance.now() + seconds * 1_000;
  const client = async (number: number) => {
    const body = order(number);
    while (performance.now() < end) {
      const from = performance.now();
      const { status, retryAfterMs } = await placeOrder(agent, url, body, polite ? { prefer: 'wait=30' } : {});
      durations.push(performance.now() - from);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (polite && status === 503) await sleep(retryAfterMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  agent.destroy();
  return { statuses, durations: durations.sort((a, b) => a - b) };
}

function median({ durations }: Answers): number {
  return durations[Math.floor(durations.length / 2)] ?? 0;
}

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
    await ordersOf(shop.url, { clients: 8, seconds: 3, polite: false });
    await until('an open circuit', () => circuitIsOpen(shop));
    const before = await provider.requests();
    const answers = await ordersOf(shop.url, { clients, seconds, polite: false });
    const reached = (await provider.requests()) - before;
    const what = `circuit open, ${clients} clients`;
    return [
      { name: `turned away, ${what}`, value: answers.durations.length / seconds, unit: '/s' },
      { name: `turned away, median, ${what}`, value: median(answers), unit: 'ms' },
      { name: `calls that reached the provider, ${what}`, value: reached, unit: '' },
    ];
  });
}

/** A provider that takes as long as the app will wait, or a little longer: what customers are answered. */
function benchSlowProvider(clients: number, seconds: number): Promise<Row[]> {
  return withShop({ PAYMENT_TIMEOUT_MS: '610' }, async (shop) => {
    const provider = simulatorClient(shop.paymentUrl);
    await ordersOf(shop.url, { clients: 8, seconds: 3, polite: true });
    await provider.faults({ mode: 'slow', latencyMs: 400, latencyToMs: 620 });
    const answers = await ordersOf(shop.url, { clients, seconds, polite: true });
    const all = answers.durations.length;
    const share = (...statuses: number[]) =>
      (100 * statuses.reduce((sum, status) => sum + (answers.statuses.get(status) ?? 0), 0)) / all;
    const what = `slow provider, ${clients} clients`;
    return [
      { name: `orders tried, ${what}`, value: all / seconds, unit: '/s' },
      { name: `order answered, median, ${what}`, value: median(answers), unit: 'ms' },
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
