import { describe, expect, it } from 'vitest';
import { checkInvariants } from '../support/invariants.js';
import { seededRandom, seedOfRun } from '../support/seededRandom.js';
import { LastingShop } from '../support/shop.js';
import { until } from '../support/until.js';

const KILLS = 25;
const CLIENTS = 4;
/** A life ends a moment after so many promises at most. */
const MOST_PROMISES = 4;
const MOMENT_MS = 150;
const CARDS = ['bk_ok', 'bk_ok', 'bk_ok', 'bk_declined'];

const SETTINGS = { PAYMENT_RETRY_FIRST_MS: '100', PAYMENT_RETRY_MAX_MS: '1000' };

describe('kill -9 at any moment', () => {
  it(`loses nothing that was answered with 2xx and does nothing twice, over ${KILLS} kills under load`, async () => {
    const seed = seedOfRun();
    console.log(`crashes: SEED=${seed}`);
    const random = seededRandom(seed);
    const shop = await LastingShop.open(SETTINGS);
    const promised = { orders: new Map<string, { customer: string }>(), cancels: new Set<string>() };

    for (let kill = 0; kill < KILLS; kill++) {
      let alive = true;
      const clients = Array.from({ length: CLIENTS }, async (_, number) => {
        const customer = `customer-${number}`;
        while (alive) await orderAndPerhapsCancel(shop, customer, random, promised).catch(() => undefined);
      });
      const enough = promised.orders.size + Math.ceil(random() * MOST_PROMISES);
      await until('some promises', () => promised.orders.size >= enough);
      // Not for luck: the moment of the kill is what the seed varies.
      await new Promise((resolve) => setTimeout(resolve, random() * MOMENT_MS));
      await shop.process.kill();
      alive = false;
      await Promise.all(clients);
      await shop.restart(SETTINGS);
    }

    expect(promised.orders.size).toBeGreaterThan(KILLS);
    await checkInvariants(shop, promised);
  }, 240_000);
});

async function orderAndPerhapsCancel(
  shop: LastingShop,
  customer: string,
  random: () => number,
  promised: { orders: Map<string, { customer: string }>; cancels: Set<string> },
): Promise<void> {
  const card = CARDS[Math.floor(random() * CARDS.length)] ?? 'bk_ok';
  const quantity = 1 + Math.floor(random() * 8);
  const answer = await shop.order({ customer, card, quantity, ...(random() < 0.5 && { wait: 2 }) });
  if (answer.status >= 300) return;
  promised.orders.set(answer.body.orderId, { customer });
  if (random() < 0.6) return;
  const cancel = await shop.cancel(answer.body.orderId);
  if (cancel.status < 300) promised.cancels.add(answer.body.orderId);
}
