import { expect, it } from 'vitest';
import { checkInvariants } from '../support/invariants.js';
import { passTimeFaster } from '../support/passTimeFaster.js';
import { passTimeUntil } from '../support/passTimeUntil.js';
import { seededRandom, seedOfRun } from '../support/seededRandom.js';
import { openShop } from '../support/shop.js';

const ORDERS = 500;
const CLIENTS = 8;
const CARDS = ['bk_ok', 'bk_ok', 'bk_ok', 'bk_declined'];
/** Of the machine, not of the moved clock: a busy one takes some of it from calls that nothing is wrong with. */
const TIMEOUT_MS = 1_000;
/** While customers order, time goes so many times as fast; only the app's timeouts do not. */
const SPEED = 10;
const TOO_LONG_MS = 3 * TIMEOUT_MS * SPEED;

const shop = openShop({
  settings: {
    PAYMENT_TIMEOUT_MS: String(TIMEOUT_MS),
    // So many faults are this provider's everyday; the circuit opens where they come in a row.
    CIRCUIT_FAILURE_SHARE: '0.7',
    CIRCUIT_MINIMUM_CALLS: '10',
  },
});

/** A customer who was told to come back later, and does. */
const comesBack = (headers: Headers) =>
  new Promise((resolve) => setTimeout(resolve, (Number(headers.get('retry-after')) * 1_000) / SPEED));

async function sagasWaiting(): Promise<number> {
  const timers = await fetch(`${shop.process.url}/_local/timers`);
  return ((await timers.json()) as unknown[]).length;
}

it(`${ORDERS} orders under a provider that fails, dawdles and repeats itself all settle, each paid once`, async () => {
  const seed = seedOfRun();
  console.log(`faulty provider: SEED=${seed}`);
  const random = seededRandom(seed);
  await shop.faults({
    seed,
    faults: [
      { mode: 'overloaded', failureRate: 0.3 },
      { mode: 'slow', latencyMs: TOO_LONG_MS, failureRate: 0.1 },
      { mode: 'late', latencyMs: TOO_LONG_MS, failureRate: 0.1 },
      { mode: 'twice', failureRate: 0.1 },
    ],
  });

  const orders = new Map<string, { customer: string }>();
  const cancels = new Set<string>();
  const client = async (number: number) => {
    const customer = `customer-${number}`;
    while (orders.size < ORDERS) {
      const card = CARDS[Math.floor(random() * CARDS.length)] ?? 'bk_ok';
      const { status, body, headers } = await shop.order({ customer, card, quantity: 1 + Math.floor(random() * 8) });
      expect([202, 503]).toContain(status);
      if (status === 202) orders.set(body.orderId, { customer });
      else await comesBack(headers);
      if (status === 202 && random() < 0.2) {
        const cancel = await shop.cancel(body.orderId);
        if (cancel.status < 300) cancels.add(body.orderId);
      }
    }
  };
  await passTimeFaster(shop, SPEED, Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number))));

  await shop.faults({ mode: 'none' });
  // The last look for late charges comes after eleven minutes, the end of the cancellation window after ten.
  await passTimeUntil(shop, 'every saga over', async () => (await sagasWaiting()) === 0, 30_000, 120_000);
  await checkInvariants(shop, { orders, cancels });

  const books = await shop.books();
  console.log(
    `${orders.size} orders, ${cancels.size} cancels, ${books.length} payments, ${await shop.requests()} calls`,
  );
  expect(cancels.size).toBeGreaterThan(0);
  expect(books.some(({ requests }) => requests > 1)).toBe(true);
}, 280_000);
