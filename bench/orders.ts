import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** `settled`: the answer is waited for until the order is confirmed, and who is told to come back does. `taken`: neither. */
type Until = 'settled' | 'taken';

const EXPECTED: Readonly<Record<Until, number>> = { settled: 201, taken: 202 };

export interface Load {
  readonly clients: number;
  readonly seconds: number;
  /** No more than so many. */
  readonly orders?: number;
  readonly until?: Until;
  /** Whether other answers than the expected one count too; otherwise the first ends the benchmark. */
  readonly anyAnswer?: boolean;
}

/** What the clients were answered. */
export interface Answers {
  readonly orders: number;
  readonly perSecond: number;
  /** Milliseconds that each answer took. */
  readonly durations: readonly number[];
  /** How often each status came. 0: no answer, or a 503 that does not say when to come back. */
  readonly statuses: ReadonlyMap<number, number>;
}

interface Answer {
  readonly status: number;
  readonly retryAfterMs: number;
}

const NO_ANSWER: Answer = { status: 0, retryAfterMs: 0 };

/** Many customers, as in a shop: MyPoint of one is written by one at a time. */
const orderOf = (customer: number) =>
  JSON.stringify({
    customerId: `bench-${customer}`,
    lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
    deliveryAddress: '서울시 종로구 1',
    billingKey: 'bk_ok',
  });

function placeOrder(agent: Agent, url: string, body: string, until: Until): Promise<Answer> {
  return new Promise((resolve) => {
    const call = request(`${url}/api/orders`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...(until === 'settled' && { prefer: 'wait=30' }) },
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

/** So many clients order, one order after another each, until the time is over or there are enough. */
export async function placeOrders(
  url: string,
  { clients, seconds, orders = Number.POSITIVE_INFINITY, until = 'settled', anyAnswer = false }: Load,
): Promise<Answers> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const statuses = new Map<number, number>();
  const durations: number[] = [];
  let left = orders;
  const started = performance.now();
  const end = started + seconds * 1_000;
  const client = async (number: number) => {
    const body = orderOf(number);
    while (performance.now() < end && left-- > 0) {
      const from = performance.now();
      const { status, retryAfterMs } = await placeOrder(agent, url, body, until);
      if (!anyAnswer && status !== EXPECTED[until]) throw new Error(`an order ended with ${status}`);
      durations.push(performance.now() - from);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (until === 'settled' && status === 503) await sleep(retryAfterMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const elapsed = (performance.now() - started) / 1_000;
  agent.destroy();
  return { orders: durations.length, perSecond: durations.length / elapsed, durations, statuses };
}
