import { fail } from '../local/fail.js';
import { benchCosmos } from './cosmos.js';
import { benchDemo } from './demo.js';
import { benchDurable } from './durable.js';
import { benchHost } from './host.js';
import { benchOverload } from './overload.js';
import { benchPackage } from './package.js';
import { print } from './print.js';
import type { Row } from './row.js';
import { benchServiceBus } from './serviceBus.js';
import { benchShop } from './shop.js';
import { benchWaiting } from './waiting.js';

const BENCHMARKS: Readonly<Record<string, readonly [title: string, run: () => Promise<Row[]>]>> = {
  shop: ['The whole shop', benchShop],
  demo: ['The scenario', benchDemo],
  waiting: ['The whole shop, with orders that can still be cancelled', benchWaiting],
  overload: ['An overloaded and a slow payment provider', benchOverload],
  'service-bus': ['Service Bus', benchServiceBus],
  cosmos: ['Cosmos DB', benchCosmos],
  durable: ['Durable engine', benchDurable],
  host: ['Functions host', benchHost],
  package: ['The package to deploy', benchPackage],
};

/** `npm run bench`: the figures of the whole, then of each part. `npm run bench -- cosmos`: those of one. */
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BENCHMARKS);
for (const name of names) {
  const benchmark = BENCHMARKS[name];
  if (!benchmark) fail(`There is no benchmark ${name}, only ${Object.keys(BENCHMARKS).join(', ')}.`);
  const [title, run] = benchmark;
  print(title, await run());
}
