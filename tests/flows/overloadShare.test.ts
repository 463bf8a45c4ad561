import { expect, it } from 'vitest';
import { openShop } from '../support/shop.js';
import { until } from '../support/until.js';

const ORDERS = 1_000;
const CLIENTS = 50;
/** Of the orders tried. */
const MOST_REACHING = 0.05;

const shop = openShop();

it(`of ${ORDERS} orders tried in overload, ${MOST_REACHING * 100}% at most reach the provider`, async () => {
  await shop.faults({ mode: 'overloaded' });
  const statuses: number[] = [];
  let tried = 0;
  const client = async (number: number) => {
    while (tried++ < ORDERS) {
      // Time enough for several probes, and for retries of what was taken.
      if (tried % 200 === 0) await shop.process.advance(6_000);
      statuses.push((await shop.order({ customer: `customer-${number}` })).status);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
  await until('rest', () => shop.process.idle());

  const reached = await shop.requests();
  const refused = statuses.filter((status) => status === 503).length;
  console.log(`${ORDERS} orders tried: ${refused} were told to come back, ${reached} calls reached the provider`);
  expect(statuses).toHaveLength(ORDERS);
  expect(statuses.filter((status) => status !== 202 && status !== 503)).toEqual([]);
  expect(reached).toBeLessThanOrEqual(MOST_REACHING * ORDERS);
  expect(await shop.books()).toEqual([]);
});
