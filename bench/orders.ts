import { Agent, request } from 'node:http';
import type { Row } from './row.js';

const ORDER = JSON.stringify({
  customerId: 'bench',
  lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
  deliveryAddress: '서울시 종로구 1',
  billingKey: 'bk_ok',
});

/** Places one order and waits until it is settled. @throws where it does not settle as confirmed */
function settleOrder(agent: Agent, url: string, customer: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}/api/orders`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', prefer: 'wait=30' },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`an order ended with ${response.statusCode}`));
      });
    });
    // Many customers, as in a shop: MyPoint of one is written by one at a time.
    call.end(ORDER.replace('"bench"', `"bench-${customer}"`));
  });
}

/** Orders settled per second with so many customers ordering one after another for a while. */
export async function benchOrders(url: string, clients: number, seconds: number, label: string): Promise<Row[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const durations: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1_000;
  const customer = async (number: number) => {
    while (performance.now() < end) {
      const from = performance.now();
      await settleOrder(agent, url, number);
      durations.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => customer(number)));
  const elapsed = (performance.now() - started) / 1_000;
  agent.destroy();
  durations.sort((a, b) => a - b);
  const median = durations[Math.floor(durations.length / 2)] ?? 0;
  return [
    { name: `orders settled, ${clients} clients, ${label}`, value: durations.length / elapsed, unit: '/s' },
    { name: `order settled, median, ${clients} clients, ${label}`, value: median, unit: 'ms' },
  ];
}
