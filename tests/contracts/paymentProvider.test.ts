import { describe, expect, it, onTestFinished } from 'vitest';
import type { Charge } from '../../functions/payment/provider/paymentProvider.js';
import { tossPayments } from '../../functions/payment/provider/tossPayments.js';
import { Clock } from '../../local/clock.js';
import { silentLog } from '../../local/log.js';
import { startPaymentProvider } from '../../local/payment-provider/paymentProvider.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';

const NOW = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);

function chargeOf(orderId: string, billingKey = 'bk_ok'): Charge {
  return { orderId, customerId: 'kim', billingKey, totalPrice: 45_000, orderName: '불고기 덮밥 5개' };
}

async function start(store = new MemoryStore(), clock = new Clock()) {
  const simulator = await startPaymentProvider({ port: 0, store, clock, log: silentLog });
  onTestFinished(() => simulator.stop());
  const provider = tossPayments(simulator);

  const faults = async (body: unknown) => {
    const response = await fetch(`${simulator.url}/_simulator/faults`, { method: 'PUT', body: JSON.stringify(body) });
    return { status: response.status, body: response.status === 204 ? undefined : await response.json() };
  };
  const books = async () => {
    const response = await fetch(`${simulator.url}/_simulator/payments`);
    return ((await response.json()) as { payments: unknown[] }).payments;
  };

  /** Charges an order as a shop that hangs up once its request has arrived. */
  const chargeImpatiently = async (orderId: string) => {
    const patience = new AbortController();
    const arrived = simulator.requests() + 1;
    const charging = provider.charge(chargeOf(orderId), patience.signal);
    await expect.poll(() => simulator.requests()).toBe(arrived);
    patience.abort();
    return charging;
  };
  return { simulator, provider, faults, books, chargeImpatiently, clock };
}

/** Charges the order and returns the payment's id. */
async function approved(provider: ReturnType<typeof tossPayments>, orderId: string): Promise<string> {
  const outcome = await provider.charge(chargeOf(orderId));
  if (outcome.outcome !== 'approved') throw new Error(`expected an approval, got ${JSON.stringify(outcome)}`);
  return outcome.paymentId;
}

describe('charging a stored card', () => {
  it('is approved, and the books show it', async () => {
    const { provider, books } = await start();
    const paymentId = await approved(provider, 'order-1');
    expect(await books()).toEqual([
      { paymentKey: paymentId, orderId: 'order-1', totalAmount: 45_000, status: 'DONE', requests: 1 },
    ]);
  });

  it('answers the time of the approval in UTC', async () => {
    const { provider } = await start();
    expect(await provider.charge(chargeOf('order-1'))).toMatchObject({ outcome: 'approved', approvedAt: NOW });
  });

  it('is declined for good with a bad card, and nothing is in the books', async () => {
    const { provider, books } = await start();
    const declined = { outcome: 'declined', code: 'REJECT_CARD_COMPANY', message: expect.any(String) };
    expect(await provider.charge(chargeOf('order-1', 'bk_declined'))).toEqual(declined);
    expect(await provider.charge(chargeOf('order-1', 'bk_declined'))).toEqual(declined);
    expect(await books()).toEqual([]);
  });

  it('twice is one payment and the same answer', async () => {
    const { provider, books } = await start();
    const first = await provider.charge(chargeOf('order-1'));
    expect(await provider.charge(chargeOf('order-1'))).toEqual(first);
    expect(await books()).toEqual([expect.objectContaining({ status: 'DONE', requests: 2 })]);
  });

  it('with another card after an approval is undecided, so that the shop looks the order up', async () => {
    const { provider, books } = await start();
    await approved(provider, 'order-1');
    const again = await provider.charge(chargeOf('order-1', 'bk_other'));
    expect(again).toEqual({ outcome: 'unknown', detail: '400 DUPLICATED_ORDER_ID' });
    expect(await books()).toHaveLength(1);
  });

  it('works for a billing key and an order name with any characters', async () => {
    const { provider } = await start();
    const odd = { ...chargeOf('order-1', 'bk/../ 100%?#한글'), orderName: '전복죽'.repeat(100) };
    expect(await provider.charge(odd)).toMatchObject({ outcome: 'approved' });
  });

  it('with a wrong secret key is no decline', async () => {
    const { simulator } = await start();
    const provider = tossPayments({ url: simulator.url, secretKey: 'wrong' });
    expect(await provider.charge(chargeOf('order-1'))).toEqual({ outcome: 'unknown', detail: '401 UNAUTHORIZED_KEY' });
  });
});

describe('refunding', () => {
  it('cancels the payment in the books', async () => {
    const { provider, books } = await start();
    const paymentId = await approved(provider, 'order-1');
    const refund = { orderId: 'order-1', paymentId, reason: 'changed my mind' };
    expect(await provider.refund(refund)).toEqual({ outcome: 'refunded', refundedAt: NOW });
    expect(await books()).toEqual([expect.objectContaining({ status: 'CANCELED', totalAmount: 45_000 })]);
  });

  it('a second time is refunded too, at the time of the first', async () => {
    const clock = new Clock();
    const { provider } = await start(new MemoryStore(), clock);
    const refund = { orderId: 'order-1', paymentId: await approved(provider, 'order-1'), reason: 'r'.repeat(300) };
    const first = await provider.refund(refund);
    clock.advance(3_600_000);
    expect(await provider.refund(refund)).toEqual(first);
  });

  it('of a payment that the provider does not know is refused', async () => {
    const { provider } = await start();
    const refund = await provider.refund({ orderId: 'order-1', paymentId: 'pay_none', reason: 'r' });
    expect(refund).toMatchObject({ outcome: 'refused', code: 'NOT_FOUND_PAYMENT' });
  });
});

describe('looking an order up', () => {
  it('finds nothing, an approved payment, or a cancelled one', async () => {
    const { provider } = await start();
    expect(await provider.find('order-1')).toEqual({ outcome: 'none' });
    const paymentId = await approved(provider, 'order-1');
    expect(await provider.find('order-1')).toEqual({ outcome: 'approved', paymentId, approvedAt: NOW });
    await provider.refund({ orderId: 'order-1', paymentId, reason: 'r' });
    expect(await provider.find('order-1')).toEqual({ outcome: 'cancelled', paymentId, cancelledAt: NOW });
  });

  it('finds nothing after a declined charge', async () => {
    const { provider } = await start();
    await provider.charge(chargeOf('order-1', 'bk_declined'));
    expect(await provider.find('order-1')).toEqual({ outcome: 'none' });
  });
});

describe('a provider in trouble', () => {
  it('that is overloaded turns calls away with the time to wait, and does nothing', async () => {
    const { provider, faults, books, simulator } = await start();
    expect(await faults({ mode: 'overloaded' })).toEqual({ status: 204 });
    const overloaded = { outcome: 'overloaded', detail: '503 SERVICE_UNAVAILABLE', retryAfterMs: 1_000 };
    expect(await provider.charge(chargeOf('order-1'))).toEqual(overloaded);
    expect(await provider.find('order-1')).toEqual(overloaded);
    expect(await books()).toEqual([]);
    expect(simulator.requests()).toBe(2);
  });

  it('that is down drops the connection, and does nothing', async () => {
    const { provider, faults, books } = await start();
    await faults({ mode: 'down' });
    expect(await provider.charge(chargeOf('order-1'))).toMatchObject({ outcome: 'unknown' });
    await faults({ mode: 'none' });
    expect(await provider.find('order-1')).toEqual({ outcome: 'none' });
    expect(await books()).toEqual([]);
  });

  it('that is slow charges although the shop gave up, and a look-up finds the charge', async () => {
    const { provider, faults, books, chargeImpatiently } = await start();
    await faults({ mode: 'slow', latencyMs: 60_000 });
    expect(await chargeImpatiently('order-1')).toMatchObject({ outcome: 'unknown' });
    await faults({ mode: 'none' });
    expect(await provider.find('order-1')).toMatchObject({ outcome: 'approved' });
    expect(await books()).toEqual([expect.objectContaining({ status: 'DONE', requests: 2 })]);
  });

  it('that still works on the first charge says so to the second', async () => {
    const { provider, faults, clock, chargeImpatiently } = await start();
    await faults({ mode: 'slow', latencyMs: 60_000 });
    await chargeImpatiently('order-1');
    await faults({ mode: 'none' });
    const second = await provider.charge(chargeOf('order-1'));
    expect(second).toEqual({ outcome: 'unknown', detail: '409 IDEMPOTENT_REQUEST_PROCESSING' });
    clock.advance(60_000);
    await expect.poll(() => provider.charge(chargeOf('order-1'))).toMatchObject({ outcome: 'approved' });
  });

  it('holds each answer for its latency, which the clock decides', async () => {
    const { provider, faults, clock, simulator } = await start();
    await faults({ mode: 'slow', latencyMs: 3_600_000 });
    const charging = provider.charge(chargeOf('order-1'));
    await expect.poll(() => simulator.requests()).toBe(1);
    clock.advance(3_600_000);
    expect(await charging).toMatchObject({ outcome: 'approved' });
  });

  it('fails the same share of the same calls for the same seed', async () => {
    const { provider, faults } = await start();
    const failures = async () => {
      await faults({ mode: 'overloaded', failureRate: 0.3, seed: 7 });
      const outcomes: string[] = [];
      for (let n = 0; n < 100; n++) outcomes.push((await provider.find(`order-${n}`)).outcome);
      return outcomes;
    };
    const first = await failures();
    expect(first.filter((outcome) => outcome === 'overloaded').length).toBeGreaterThan(15);
    expect(first.filter((outcome) => outcome === 'overloaded').length).toBeLessThan(45);
    expect(await failures()).toEqual(first);
  });

  it('can have several troubles at once', async () => {
    const { provider, faults, clock, simulator } = await start();
    await faults({ faults: [{ mode: 'overloaded' }, { mode: 'slow', latencyMs: 100_000, latencyToMs: 200_000 }] });
    const charging = provider.charge(chargeOf('order-1'));
    await expect.poll(() => simulator.requests()).toBe(1);
    clock.advance(200_000);
    expect(await charging).toMatchObject({ outcome: 'overloaded' });
  });

  it('that is not there at all is unknown', async () => {
    const { provider, simulator } = await start();
    await simulator.stop();
    expect(await provider.find('order-1')).toMatchObject({ outcome: 'unknown' });
  });
});
