import { describe, expect, it } from 'vitest';
import { clientOf, failure, json, ORDER, problem, REQUEST } from '../tests/support/scriptedClient.js';

describe('the client', () => {
  it('places an order with a key of its own, waits as asked, and parses the answer', async () => {
    const { client, sent } = clientOf([json(201, { ...ORDER, addedLater: true })], { token: 'abc', language: 'ko' });
    expect(await client.placeOrder(REQUEST, { wait: 5 })).toEqual(ORDER);
    expect(sent[0]).toMatchObject({ url: 'http://shop.example/api/orders', method: 'POST', body: REQUEST });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({
      'idempotency-key': 'key-1',
      prefer: 'wait=5',
      authorization: 'Bearer abc',
      'accept-language': 'ko',
      'content-type': 'application/json',
    });
  });

  it('gives each order a key of its own, unless it is told one', async () => {
    const { client, sent } = clientOf([json(202, ORDER), json(202, ORDER), json(200, ORDER)]);
    await client.placeOrder(REQUEST);
    await client.placeOrder(REQUEST);
    await client.placeOrder(REQUEST, { idempotencyKey: 'mine' });
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['key-1', 'key-2', 'mine']);
  });

  it('says what the API says, and does not repeat what cannot succeed', async () => {
    const errors = [{ path: 'lines.0.quantity', message: 'too many' }];
    const { client, pauses } = clientOf([problem('invalid-request', 400, { errors })]);
    expect(await failure(client.placeOrder(REQUEST))).toMatchObject({
      message: 'about invalid-request',
      slug: 'invalid-request',
      status: 400,
      errors,
      retryAfterSeconds: undefined,
    });
    expect(pauses).toEqual([]);
  });

  it('understands an answer of something on the way as an unexpected one', async () => {
    const gateway = new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } });
    const { client } = clientOf([gateway]);
    expect(await failure(client.menu())).toMatchObject({ slug: 'unexpected', status: 404, errors: [] });
  });

  it.each([200, 503])(
    'takes a page that comes with %i for no answer of the API, not even for its health',
    async (status) => {
      const page = () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
      const { client } = clientOf([page()], { patienceMs: 0 });
      expect(await failure(client.health())).toMatchObject({ slug: 'unexpected', status });
    },
  );

  it('refuses an answer that is not what the API promises', async () => {
    const { client } = clientOf([json(200, { ...ORDER, totalPrice: '27000' })]);
    await expect(client.order('o-1')).rejects.toThrow('totalPrice');
  });

  it('asks for each call which token is good', async () => {
    let calls = 0;
    const { client, sent } = clientOf([json(200, ORDER), json(200, ORDER)], { token: () => `token-${++calls}` });
    await client.order('o-1');
    await client.order('o-1');
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('cancels with or without a reason', async () => {
    const { client, sent } = clientOf([json(202, ORDER), json(200, ORDER)]);
    await client.cancelOrder('o-1');
    await client.cancelOrder('o/2', { reason: 'too late', wait: 3 });
    expect(sent.map(({ url, body }) => [url, body])).toEqual([
      ['http://shop.example/api/orders/o-1/cancel', {}],
      ['http://shop.example/api/orders/o%2F2/cancel', { reason: 'too late' }],
    ]);
  });

  it('reads points page by page, no further than they are asked for', async () => {
    const entry = (orderId: string) => ({
      orderId,
      paymentId: `p-${orderId}`,
      amount: 1,
      rate: 0.1,
      points: 900,
      status: 'accrued',
      accruedAt: '2026-01-01T00:00:00.000Z',
      revokedAt: null,
    });
    const page = (entries: object[], continuationToken: string | null) =>
      json(200, { customerId: 'kim', balance: 2_700, accrued: 2_700, revoked: 0, entries, continuationToken });
    const { client, sent } = clientOf([page([entry('c'), entry('b')], 't&1'), page([entry('a')], null)]);
    const entries = client.pointEntries('kim', { limit: 2 });
    expect([(await entries.next()).value?.orderId, (await entries.next()).value?.orderId]).toEqual(['c', 'b']);
    expect(sent).toHaveLength(1);
    expect((await entries.next()).value?.orderId).toBe('a');
    expect((await entries.next()).done).toBe(true);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?limit=2', '?limit=2&continuationToken=t%261']);
  });

  it('tells of a shop that is not well rather than throwing', async () => {
    const health = { status: 'unavailable', payment: { circuit: 'open', retryAfterSeconds: 3 } };
    const { client } = clientOf([json(503, health)]);
    expect(await client.health()).toEqual(health);
  });
});
