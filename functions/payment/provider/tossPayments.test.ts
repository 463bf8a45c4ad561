import { describe, expect, it } from 'vitest';
import { tossPayments } from './tossPayments.js';

const CONFIG = { url: 'https://pay.example/base/', secretKey: 'test_sk' };
const ORDER = { orderId: 'order-1', customerId: 'kim', billingKey: 'bk/1', totalPrice: 9_000, orderName: 'breakfast' };
const REFUND = { orderId: 'order-1', paymentId: 'pay/1', reason: 'changed my mind' };

const DONE = {
  paymentKey: 'pay_1',
  orderId: 'order-1',
  status: 'DONE',
  approvedAt: '2026-11-22T08:00:00+09:00',
  cancels: null,
  somethingNew: true,
};
const CANCELED = { ...DONE, status: 'CANCELED', cancels: [{ canceledAt: '2026-11-22T09:30:00+09:00' }] };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client whose requests get these answers, one after the other. */
function clientWith(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const client = tossPayments(CONFIG, async (url, init = {}) => {
    sent.push({ url: String(url), init });
    const answer = answers.shift() ?? new Error('no more answers');
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { client, sent };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const error = (status: number, code: string) => json(status, { code, message: '말' });

describe('a request', () => {
  it('charges in the dialect of Toss Payments, with the order as its Idempotency-Key', async () => {
    const { client, sent } = clientWith(json(200, DONE));
    await client.charge(ORDER);
    expect(sent[0]?.url).toBe('https://pay.example/base/v1/billing/bk%2F1');
    expect(sent[0]?.init).toMatchObject({
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('test_sk:').toString('base64')}`,
        'content-type': 'application/json',
        'idempotency-key': 'charge-order-1',
      },
      body: JSON.stringify({ customerKey: 'kim', amount: 9_000, orderId: 'order-1', orderName: 'breakfast' }),
    });
  });

  it('gives a whole payment back, without a key that would repeat a refusal', async () => {
    const { client, sent } = clientWith(json(200, CANCELED));
    await client.refund(REFUND);
    expect(sent[0]?.url).toBe('https://pay.example/base/v1/payments/pay%2F1/cancel');
    expect(sent[0]?.init.body).toBe('{"cancelReason":"changed my mind"}');
    expect(sent[0]?.init.headers).not.toHaveProperty('idempotency-key');
  });
});

describe('a charge', () => {
  const outcomes: [string, Response | Error, object][] = [
    ['a payment', json(200, DONE), { outcome: 'approved', paymentId: 'pay_1', approvedAt: '2026-11-21T23:00:00.000Z' }],
    ['a payment in progress', json(200, { ...DONE, status: 'IN_PROGRESS' }), { outcome: 'unknown' }],
    ['a payment that was cancelled meanwhile', json(200, CANCELED), { outcome: 'unknown' }],
    ['something that is no payment', json(200, { ok: true }), { outcome: 'unknown' }],
    ['no JSON', new Response('<html>', { status: 200 }), { outcome: 'unknown' }],
    [
      'a refused card',
      error(403, 'REJECT_CARD_PAYMENT'),
      { outcome: 'declined', code: 'REJECT_CARD_PAYMENT', message: '말' },
    ],
    ['an unknown billing key', error(404, 'NOT_FOUND_BILLING'), { outcome: 'declined' }],
    ['a page of some proxy', new Response('<html>', { status: 403 }), { outcome: 'unknown', detail: '403' }],
    ['a wrong key of ours', error(400, 'INVALID_API_KEY'), { outcome: 'unknown', detail: '400 INVALID_API_KEY' }],
    ['trouble behind the provider', error(400, 'PROVIDER_ERROR'), { outcome: 'unknown' }],
    ['trouble at the provider', error(500, 'FAILED_INTERNAL_SYSTEM_PROCESSING'), { outcome: 'unknown' }],
    ['a first request still at work', error(409, 'IDEMPOTENT_REQUEST_PROCESSING'), { outcome: 'unknown' }],
    ['too many requests', json(429, {}, { 'retry-after': '7' }), { outcome: 'overloaded', retryAfterMs: 7_000 }],
    ['too many in a row', error(403, 'FORBIDDEN_CONSECUTIVE_REQUEST'), { outcome: 'overloaded' }],
    [
      'no connection',
      new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }),
      { outcome: 'unknown', detail: 'no answer: fetch failed (ECONNREFUSED)' },
    ],
  ];

  it.each(outcomes)('that gets %s', async (_, answer, outcome) => {
    expect(await clientWith(answer).client.charge(ORDER)).toMatchObject(outcome);
  });

  it.each(['86400', '9'.repeat(400)])('waits an hour at most, also where Retry-After says %s', async (seconds) => {
    const later = json(503, {}, { 'retry-after': seconds });
    expect(await clientWith(later).client.charge(ORDER)).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  it('does not trust a Retry-After that is no number of seconds', async () => {
    const later = json(503, {}, { 'retry-after': 'Sun, 22 Nov 2026 08:00:00 GMT' });
    expect(await clientWith(later).client.charge(ORDER)).toEqual({ outcome: 'overloaded', detail: '503' });
  });
});

describe('a refund', () => {
  it('is at the time of the last cancel', async () => {
    const refunded = { outcome: 'refunded', refundedAt: '2026-11-22T00:30:00.000Z' };
    expect(await clientWith(json(200, CANCELED)).client.refund(REFUND)).toEqual(refunded);
    const before = clientWith(error(400, 'ALREADY_CANCELED_PAYMENT'), json(200, CANCELED));
    expect(await before.client.refund(REFUND)).toEqual(refunded);
  });

  it('is undecided where the provider contradicts itself or cannot be asked', async () => {
    const contradiction = clientWith(error(400, 'ALREADY_CANCELED_PAYMENT'), json(200, DONE));
    expect(await contradiction.client.refund(REFUND)).toMatchObject({ outcome: 'unknown' });
    const silence = clientWith(error(400, 'ALREADY_CANCELED_PAYMENT'), json(503, {}));
    expect(await silence.client.refund(REFUND)).toMatchObject({ outcome: 'overloaded' });
  });

  it('that the provider will never give is refused', async () => {
    const { client } = clientWith(error(403, 'NOT_CANCELABLE_PAYMENT'));
    expect(await client.refund(REFUND)).toEqual({ outcome: 'refused', code: 'NOT_CANCELABLE_PAYMENT', message: '말' });
  });
});

describe('a look-up', () => {
  const outcomes: [string, Response, object][] = [
    ['a failed payment', json(200, { ...DONE, status: 'ABORTED', approvedAt: null }), { outcome: 'none' }],
    ['an expired payment', json(200, { ...DONE, status: 'EXPIRED', approvedAt: null }), { outcome: 'none' }],
    ['no payment', error(404, 'NOT_FOUND_PAYMENT'), { outcome: 'none' }],
    ['no such address', error(404, 'NOT_FOUND'), { outcome: 'unknown' }],
    ['a payment at work', json(200, { ...DONE, status: 'IN_PROGRESS', approvedAt: null }), { outcome: 'unknown' }],
    [
      'a payment that was given back in part',
      json(200, { ...CANCELED, status: 'PARTIAL_CANCELED' }),
      { outcome: 'approved' },
    ],
    ['a cancelled payment', json(200, CANCELED), { outcome: 'cancelled', paymentId: 'pay_1' }],
  ];

  it.each(outcomes)('that finds %s', async (_, answer, outcome) => {
    expect(await clientWith(answer).client.find('order-1')).toMatchObject(outcome);
  });
});
