import { beforeEach, describe, expect, it } from 'vitest';
import { attemptSeen } from '../support/attemptSeen.js';
import { passTimeUntil } from '../support/passTimeUntil.js';
import { openShop } from '../support/shop.js';

const RETRY_MAX_MS = 16_000;
const DAY_MS = 86_400_000;
const LATE_MS = 40_000;

/** Impatient with charges, a minute's patience with refunds, and a circuit that stays closed. */
const shop = openShop({
  settings: {
    PAYMENT_TIMEOUT_MS: '1000',
    PAYMENT_RETRY_FIRST_MS: '1000',
    PAYMENT_RETRY_MAX_MS: String(RETRY_MAX_MS),
    PAYMENT_PATIENCE_SECONDS: '5',
    REFUND_PATIENCE_SECONDS: '60',
    CIRCUIT_MINIMUM_CALLS: '1000',
  },
});

beforeEach(() => shop.faults({ mode: 'none' }));

interface Instance {
  readonly customStatus: { readonly refund: string; readonly because: string } | null;
  readonly historyEvents: readonly {
    readonly EventType: string;
    readonly FunctionName?: string;
    readonly Result?: { readonly outcome: string };
    readonly ScheduledTime: string;
    readonly FireAt: string;
  }[];
}

const managementUrl = (orderId: string) => `${shop.process.url}/runtime/webhooks/durabletask/instances/${orderId}`;

async function instance(orderId: string): Promise<Instance> {
  const response = await fetch(`${managementUrl(orderId)}?showHistory=true&showHistoryOutput=true`);
  return (await response.json()) as Instance;
}

async function confirmed(customer: string): Promise<string> {
  const { body } = await shop.order({ customer, quantity: 5, wait: 10 });
  expect(body.status).toBe('confirmed');
  await shop.pointsOnce(customer, ({ balance }) => balance > 0);
  return body.orderId;
}

/** Passes time until the order has the status. */
const becomes = (orderId: string, status: string) =>
  passTimeUntil(
    shop,
    `${orderId} ${status}`,
    async () => {
      const { body } = await shop.getOrder(orderId);
      return body.status === status ? body : undefined;
    },
    1_000,
  );

const parked = (orderId: string) =>
  passTimeUntil(
    shop,
    `the refund of ${orderId} parked`,
    async () => (await instance(orderId)).customStatus?.refund === 'parked',
    5_000,
  );

const resume = (orderId: string) =>
  fetch(`${managementUrl(orderId)}/raiseEvent/ResumeRefund`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });

const parkedLines = (orderId: string) =>
  shop.process.output().match(new RegExp(`error.*Refund parked: order ${orderId}.*`, 'gi')) ?? [];

describe('a refund', () => {
  it('under overload is tried again, with longer and longer pauses, until it succeeds', async () => {
    const orderId = await confirmed('patient');
    await shop.faults({ mode: 'overloaded' });
    expect(await shop.cancel(orderId)).toMatchObject({ status: 202, body: { status: 'cancelling' } });
    const pauses = await passTimeUntil(
      shop,
      'four pauses',
      async () => {
        const { historyEvents } = await instance(orderId);
        const from = historyEvents.findIndex(({ FunctionName }) => FunctionName === 'refundPayment');
        const timers = historyEvents.slice(from).filter(({ EventType }) => EventType === 'TimerFired');
        return from >= 0 && timers.length >= 4 && timers;
      },
      1_000,
    );
    const [first = 0, , , fourth = 0] = pauses.map(
      ({ FireAt, ScheduledTime }) => Date.parse(FireAt) - Date.parse(ScheduledTime),
    );
    expect(fourth).toBeGreaterThan(2 * first);
    expect(fourth).toBeLessThanOrEqual(RETRY_MAX_MS);
    expect(await shop.bookOf(orderId)).toMatchObject({ status: 'DONE' });

    await shop.faults({ mode: 'none' });
    expect(await becomes(orderId, 'cancelled')).toMatchObject({ payment: { status: 'cancelled' } });
    expect(await shop.bookOf(orderId)).toMatchObject({ status: 'CANCELED' });
    await shop.pointsOnce('patient', ({ balance }) => balance === 0);
    expect(parkedLines(orderId)).toEqual([]);
  });

  it('that still fails after its patience is parked where an operator sees it, and goes on when resumed', async () => {
    const orderId = await confirmed('parked');
    await shop.faults({ mode: 'down' });
    await shop.cancel(orderId);
    await parked(orderId);
    const list = await fetch(`${shop.process.url}/_local/orchestrations`);
    expect(await list.json()).toContainEqual(
      expect.objectContaining({ instanceId: orderId, customStatus: expect.objectContaining({ refund: 'parked' }) }),
    );
    expect(parkedLines(orderId)).toHaveLength(1);

    await shop.faults({ mode: 'none' });
    await shop.process.advance(DAY_MS);
    expect(await shop.cancel(orderId)).toMatchObject({ status: 202, body: { status: 'cancelling' } });
    expect(await shop.bookOf(orderId)).toMatchObject({ status: 'DONE' });

    expect((await resume(orderId)).status).toBe(202);
    await shop.orderOnce(orderId, 'cancelled');
    expect(await shop.bookOf(orderId)).toMatchObject({ status: 'CANCELED' });
    await shop.pointsOnce('parked', ({ balance }) => balance === 0);
    expect(parkedLines(orderId)).toHaveLength(1);
  });

  it('that the provider refuses is parked too, again and again, until it is given', async () => {
    const orderId = await confirmed('refused');
    await shop.faults({ mode: 'unrefundable' });
    await shop.cancel(orderId);
    await parked(orderId);
    expect((await instance(orderId)).customStatus?.because).toBe('refused with NOT_CANCELABLE_PAYMENT');
    await resume(orderId);
    await passTimeUntil(shop, 'parked again', async () => parkedLines(orderId).length === 2, 0);

    await shop.faults({ mode: 'none' });
    await resume(orderId);
    await shop.orderOnce(orderId, 'cancelled');
    expect(await shop.bookOf(orderId)).toMatchObject({ status: 'CANCELED' });
  });
});

describe('a charge that the provider carries out late', () => {
  async function orderedLate(customer: string): Promise<string> {
    await shop.faults({ mode: 'late', latencyMs: LATE_MS });
    const { body } = await shop.order({ customer });
    await attemptSeen(shop, body.orderId, 'unknown');
    await shop.faults({ mode: 'none' });
    return body.orderId;
  }

  async function refundedLate(orderId: string): Promise<void> {
    expect(await shop.bookOf(orderId)).toBeUndefined();
    await shop.process.advance(LATE_MS);
    await passTimeUntil(
      shop,
      `${orderId} refunded`,
      async () => (await shop.bookOf(orderId))?.status === 'CANCELED',
      5_000,
    );
  }

  function refundOnRecord(orderId: string) {
    return passTimeUntil(
      shop,
      'the refund on record',
      async () => (await shop.getOrder(orderId)).body.payment !== null,
      0,
    );
  }

  it('after a cancel is given back', async () => {
    const orderId = await orderedLate('left');
    await shop.cancel(orderId);
    await becomes(orderId, 'cancelled');
    await refundedLate(orderId);
    await refundOnRecord(orderId);
    expect(await shop.getOrder(orderId)).toMatchObject({
      body: { status: 'cancelled', payment: { status: 'cancelled' }, delivery: null, points: null },
    });
  });

  it('after the shop gave up is given back', async () => {
    const orderId = await orderedLate('given-up');
    expect(await becomes(orderId, 'rejected')).toMatchObject({ reason: 'payment-unavailable', payment: null });
    await refundedLate(orderId);
    await refundOnRecord(orderId);
    expect(await shop.getOrder(orderId)).toMatchObject({
      body: { status: 'rejected', payment: { status: 'cancelled' }, delivery: null, points: null },
    });
    expect(await shop.points('given-up')).toMatchObject({ balance: 0, accrued: 0 });
  });
});

describe('a charge whose answer was lost in an outage', () => {
  it('is decided by a look-up once the provider answers again, and by nothing before', async () => {
    await shop.faults({ mode: 'slow', latencyMs: 3_000 });
    const { body: order } = await shop.order({ customer: 'outage' });
    await attemptSeen(shop, order.orderId, 'unknown');
    await shop.faults({ mode: 'down' });
    expect(await shop.bookOf(order.orderId)).toMatchObject({ status: 'DONE' });

    const before = await shop.requests();
    await passTimeUntil(shop, 'ten calls in vain', async () => (await shop.requests()) >= before + 10, 5_000);
    expect(await shop.getOrder(order.orderId)).toMatchObject({ body: { status: 'placed' } });

    await shop.faults({ mode: 'none' });
    const { payment } = await becomes(order.orderId, 'confirmed');
    expect((await shop.books()).filter(({ orderId }) => orderId === order.orderId)).toMatchObject([
      { status: 'DONE', paymentKey: payment?.paymentId },
    ]);
  });
});
