import { Agent, request } from 'node:http';

const ORDER = JSON.stringify({
  customerId: 'bench',
  lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
  deliveryAddress: '서울시 종로구 1',
  billingKey: 'bk_ok',
});

/** `settled`: the answer is waited for until the order is confirmed. `taken`: it is not. */
type Until = 'settled' | 'taken';

/** Places one order. @throws where it does not come to what was waited for */
function placeOrder(agent: Agent, url: string, customer: number, until: Until): Promise<void> {
  const expected = until === 'settled' ? 201 : 202;
  return new Promise((resolve, reject) => {
    const call = request(`${url}/api/orders`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...(until === 'settled' && { prefer: 'wait=30' }) },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === expected) resolve();
        else reject(new Error(`an order ended with ${response.statusCode}`));
      });
    });
    // Many customers, as in a shop: MyPoint of one is written by one at a time.
    call.end(ORDER.replace('"bench"', `"bench-${customer}"`));
  });
}

export interface Load {
  readonly clients: number;
  readonly seconds: number;
  /** No more than so many. */
  readonly orders?: number;
  readonly until?: Until;
}

export interface Throughput {
  readonly orders: number;
  readonly perSecond: number;
  readonly medianMs: number;
}

/** So many clients order, one order after another each, until the time is over or there are enough. */
export async function placeOrders(
  url: string,
  { clients, seconds, orders = Number.POSITIVE_INFINITY, until = 'settled' }: Load,
): Promise<Throughput> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const durations: number[] = [];
  let left = orders;
  const started = performance.now();
  const end = started + seconds * 1_000;
  const client = async (number: number) => {
    while (performance.now() < end && left-- > 0) {
      const from = performance.now();
      await placeOrder(agent, url, number, until);
      durations.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const elapsed = (performance.now() - started) / 1_000;
  agent.destroy();
  durations.sort((a, b) => a - b);
  const medianMs = durations[Math.floor(durations.length / 2)] ?? 0;
  return { orders: durations.length, perSecond: durations.length / elapsed, medianMs };
}
