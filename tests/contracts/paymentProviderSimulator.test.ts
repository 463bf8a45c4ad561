import { describe, expect, it } from 'vitest';
import { Clock } from '../../local/clock.js';
import { silentLog } from '../../local/log.js';
import { startPaymentProvider } from '../../local/payment-provider/paymentProvider.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { refused, startSimulator } from './support/simulatorOverHttp.js';

const DAY_MS = 24 * 3_600_000;

describe('the Payment object', () => {
  it('shows an approved payment as Toss Payments does', async () => {
    const { charge } = await startSimulator();
    const seoul = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/);
    expect(await charge('order-1', { amount: 11_000 })).toMatchObject({
      status: 200,
      body: {
        version: '2022-11-16',
        type: 'BILLING',
        orderId: 'order-1',
        orderName: '불고기 덮밥',
        status: 'DONE',
        currency: 'KRW',
        totalAmount: 11_000,
        balanceAmount: 11_000,
        suppliedAmount: 10_000,
        vat: 1_000,
        requestedAt: seoul,
        approvedAt: seoul,
        cancels: null,
        failure: null,
      },
    });
  });

  it('keeps its total when it is cancelled, and has nothing left to cancel', async () => {
    const { charge, call } = await startSimulator();
    const { paymentKey } = (await charge('order-1')).body;
    const cancel = { body: { cancelReason: '고객 변심' } };
    expect(await call('POST', `/v1/payments/${paymentKey}/cancel`, cancel)).toMatchObject({
      status: 200,
      body: {
        paymentKey,
        status: 'CANCELED',
        totalAmount: 9_000,
        balanceAmount: 0,
        cancels: [{ cancelAmount: 9_000, cancelReason: '고객 변심', refundableAmount: 0, cancelStatus: 'DONE' }],
      },
    });
    const again = await call('POST', `/v1/payments/${paymentKey}/cancel`, cancel);
    expect(again).toEqual(refused(400, 'ALREADY_CANCELED_PAYMENT'));
  });

  it('is not there for an order that was never charged', async () => {
    const { call } = await startSimulator();
    expect(await call('GET', '/v1/payments/orders/order-1')).toEqual(refused(404, 'NOT_FOUND_PAYMENT'));
    expect(await call('GET', '/v1/payments/orders/%zz')).toEqual(refused(404, 'NOT_FOUND_PAYMENT'));
  });
});

describe('what the simulator refuses', () => {
  it('a call without the secret key, or with a password', async () => {
    const { call } = await startSimulator();
    for (const credentials of ['', 'test_sk_other:', 'test_sk_shop:secret']) {
      const authorization = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
      const answer = await call('GET', '/v1/payments/orders/order-1', { headers: { authorization } });
      expect(answer).toEqual(refused(401, 'UNAUTHORIZED_KEY'));
    }
  });

  it('a charge that breaks the limits of Toss Payments', async () => {
    const { charge } = await startSimulator();
    expect(await charge('short')).toEqual(refused(400, 'INVALID_REQUEST'));
    expect(await charge('order-1', { amount: 1.5 })).toEqual(refused(400, 'INVALID_REQUEST'));
    expect(await charge('order-1', { amount: 99 })).toEqual(refused(400, 'BELOW_MINIMUM_AMOUNT'));
    expect(await charge('order-1', { key: 'k'.repeat(301) })).toEqual(refused(400, 'INVALID_IDEMPOTENCY_KEY'));
  });

  it('faults that it does not know, with a code and a sentence', async () => {
    const { call } = await startSimulator();
    const wrong = [
      {},
      { mode: 'tired' },
      { mode: 'slow', latencyMs: -1 },
      { mode: 'down', failureRate: 2 },
      { mode: 'none', x: 1 },
    ];
    for (const body of wrong) {
      expect(await call('PUT', '/_simulator/faults', { body })).toEqual(refused(400, 'INVALID_FAULTS'));
    }
  });

  it('what it does not imitate, by name', async () => {
    const { charge, call } = await startSimulator();
    const { paymentKey } = (await charge('order-1')).body;
    const notSimulated = refused(501, 'NOT_SIMULATED');
    const partly = { body: { cancelReason: 'r', cancelAmount: 1_000 } };
    expect(await call('POST', `/v1/payments/${paymentKey}/cancel`, partly)).toEqual(notSimulated);
    expect(await call('POST', '/v1/payments/confirm', { body: {} })).toEqual(notSimulated);
    const test = { headers: { 'tosspayments-test-code': 'INVALID_CARD_EXPIRATION' } };
    expect(await call('GET', '/v1/payments/orders/order-1', test)).toEqual(notSimulated);
  });
});

describe('an Idempotency-Key', () => {
  it('gets the first answer again, also after the payment was cancelled', async () => {
    const { charge, call } = await startSimulator();
    const first = await charge('order-1', { key: 'k1' });
    await call('POST', `/v1/payments/${first.body.paymentKey}/cancel`, { body: { cancelReason: 'r' } });
    expect(await charge('order-1', { key: 'k1' })).toEqual(first);
    expect(await charge('order-1', { key: 'k2' })).toEqual(refused(400, 'DUPLICATED_ORDER_ID'));
  });

  it('gets a refusal again too', async () => {
    const { charge } = await startSimulator();
    const first = await charge('order-1', { key: 'k1', amount: 99 });
    expect(await charge('order-1', { key: 'k1', amount: 9_000 })).toEqual(first);
  });

  it('counts per address: the same key for another card is another request', async () => {
    const { charge } = await startSimulator();
    expect(await charge('order-1', { key: 'k1', card: 'bk_declined' })).toEqual(refused(403, 'REJECT_CARD_COMPANY'));
    expect(await charge('order-1', { key: 'k1' })).toMatchObject({ status: 200 });
  });

  it('is forgotten after 15 days', async () => {
    const { charge, clock } = await startSimulator();
    await charge('order-1', { key: 'k1' });
    clock.advance(15 * DAY_MS - 60_000);
    expect(await charge('order-1', { key: 'k1' })).toMatchObject({ status: 200 });
    clock.advance(60_000);
    expect(await charge('order-1', { key: 'k1' })).toEqual(refused(400, 'DUPLICATED_ORDER_ID'));
  });

  it('is free again when the first request was turned away', async () => {
    const { charge, call } = await startSimulator();
    await call('PUT', '/_simulator/faults', { body: { mode: 'overloaded' } });
    expect(await charge('order-1', { key: 'k1' })).toMatchObject({ status: 503 });
    await call('PUT', '/_simulator/faults', { body: { mode: 'none' } });
    expect(await charge('order-1', { key: 'k1' })).toMatchObject({ status: 200 });
  });
});

describe('an order', () => {
  it('has one approved payment, however many charges arrive at once', async () => {
    const { charge, call } = await startSimulator();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => charge('order-1', { key: `k${n}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(400)]);
    const { payments } = (await call('GET', '/_simulator/payments')).body;
    expect(payments).toEqual([expect.objectContaining({ orderId: 'order-1', status: 'DONE', requests: 20 })]);
    expect(await call('GET', '/_simulator/requests')).toEqual({ status: 200, body: { requests: 20 } });
  });
});

describe('a payment', () => {
  it('is not given back while cancels are refused', async () => {
    const { charge, call } = await startSimulator();
    const { paymentKey } = (await charge('order-1')).body;
    const cancel = () => call('POST', `/v1/payments/${paymentKey}/cancel`, { body: { cancelReason: 'r' } });
    await call('PUT', '/_simulator/faults', { body: { mode: 'unrefundable' } });
    expect(await cancel()).toEqual(refused(403, 'NOT_CANCELABLE_PAYMENT'));
    await call('PUT', '/_simulator/faults', { body: { mode: 'none' } });
    expect(await cancel()).toMatchObject({ status: 200, body: { status: 'CANCELED' } });
  });
});

describe('a call that arrives twice', () => {
  it('charges once under an Idempotency-Key, and refunds once', async () => {
    const { charge, call } = await startSimulator();
    await call('PUT', '/_simulator/faults', { body: { mode: 'twice' } });
    const { status, body } = await charge('order-1', { key: 'k1' });
    expect(status).toBe(200);
    const cancel = await call('POST', `/v1/payments/${body.paymentKey}/cancel`, { body: { cancelReason: 'r' } });
    expect(cancel).toEqual(refused(400, 'ALREADY_CANCELED_PAYMENT'));
    expect(await charge('order-2')).toEqual(refused(400, 'DUPLICATED_ORDER_ID'));
  });
});

describe('a late charge', () => {
  it('is unknown to look-ups and at work for its Idempotency-Key until it is done, heard of or not', async () => {
    const { simulator, charge, call, clock } = await startSimulator();
    await call('PUT', '/_simulator/faults', { body: { mode: 'late', latencyMs: 30_000 } });
    const late = charge('order-1', { key: 'k1' });
    await expect.poll(() => simulator.requests()).toBe(1);
    await call('PUT', '/_simulator/faults', { body: { mode: 'none' } });

    expect(await call('GET', '/v1/payments/orders/order-1')).toEqual(refused(404, 'NOT_FOUND_PAYMENT'));
    expect(await charge('order-1', { key: 'k1' })).toEqual(refused(409, 'IDEMPOTENT_REQUEST_PROCESSING'));
    clock.advance(30_000);
    expect(await late).toMatchObject({ status: 200, body: { status: 'DONE' } });
    expect(await call('GET', '/v1/payments/orders/order-1')).toEqual(await late);
  });
});

describe('the port', () => {
  it('that is taken is refused at the start', async () => {
    const { simulator } = await startSimulator();
    const again = startPaymentProvider({
      port: simulator.port,
      store: new MemoryStore(),
      clock: new Clock(),
      log: silentLog,
    });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('is free at once after a stop, also with an answer still held', async () => {
    const { simulator, charge, call } = await startSimulator();
    await call('PUT', '/_simulator/faults', { body: { mode: 'slow', latencyMs: 3_600_000 } });
    const held = charge('order-1').catch(() => 'hung up');
    await expect.poll(() => simulator.requests()).toBe(1);
    await simulator.stop();
    expect(await held).toBe('hung up');
  });
});
