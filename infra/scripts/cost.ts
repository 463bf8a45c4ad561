import { countedRun } from '../cost/countedRun.js';
import { type Cost, monthlyCost } from '../cost/monthlyCost.js';
import { PRICES } from '../cost/prices.js';

const LABELS: Readonly<Record<string, string>> = {
  requestUnits: 'request units of Cosmos DB',
  serviceBusOperations: 'Service Bus operations',
  queueOperations: 'queue operations of Durable Functions',
  tableOperations: 'table operations of Durable Functions',
  gatewayCalls: 'calls through the gateway',
  idleRequestUnitsPerSecond: '(request units a second while the change feed looks in vain)',
};
const VOLUMES = [10_000, 1_000_000, 100_000_000];

/** `npm run cost`: counts what orders come to on a private local Azure, and prints what a month of them costs. */
const counts = await countedRun();
const costs = VOLUMES.map((orders) => monthlyCost(orders, counts));

const row = (...cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
const figure = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 });
const sum = (cost: readonly Cost[]) => cost.reduce((total, { usd }) => total + usd, 0);

console.log('Counted per order:\n');
row('what', 'count');
row('---', '---:');
for (const [name, value] of Object.entries(counts))
  if (typeof value === 'number') row(LABELS[name] ?? name, figure(value));
for (const [group, { executions, busySeconds }] of Object.entries(counts.groups)) {
  row(`executions, ${group}`, figure(executions));
  row(`busy seconds, ${group}`, figure(busySeconds));
}

console.log('\nUSD a month:\n');
row('service', ...VOLUMES.map((orders) => `${orders.toLocaleString('en-US')} orders`));
row('---', ...VOLUMES.map(() => '---:'));
// The gateway's tier grows with the volume: its row is named after all of them.
const services = costs[0]?.map(({ service }) => service.replace(/ \(.*/, '')) ?? [];
services.forEach((service, index) => void row(service, ...costs.map((cost) => figure(cost[index]?.usd ?? 0))));
row('**together**', ...costs.map((cost) => `**${figure(sum(cost))}**`));
row('per order', ...costs.map((cost, index) => (sum(cost) / (VOLUMES[index] ?? 1)).toPrecision(2)));

console.log('\nPrices:\n');
row('USD', 'per', 'listed');
row('---:', '---', '---');
for (const { usd, per, listed } of Object.values(PRICES)) row(usd, per, listed);
process.exit(0);
