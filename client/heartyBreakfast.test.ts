import { describe, expect, it } from 'vitest';
import { HeartyBreakfast } from './heartyBreakfast.js';
import type { ClientOptions } from './options.js';
import { ProblemError } from './problemError.js';

const ORDER = {
  orderId: 'o-1',
  customerId: 'kim',
  status: 'confirmed',
  lines: [{ menuId: 'bulgogi-rice', quantity: 3, price: 9_000 }],
  amount: 3,
  totalPrice: 27_000,
  currency: 'KRW',
  deliveryAddress: '서울시 종로구 1',
  placedAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:01.000Z',
  payment: null,
  delivery: null,
  points: null,
  cancellableUntil: null,
  reason: null,
};
const REQUEST = {
  customerId: 'kim',
  lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
  deliveryAddress: '서울시 종로구 1',
  billingKey: 'bk_ok',
};

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

type Script = Response | Error;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

function problem(slug: string, status: number, extras: object = {}, headers: Record<string, string> = {}): Response {
  const body = {
    type: `urn:hearty-breakfast:problem:${slug}`,
    title: slug,
    status,
    detail: `about ${slug}`,
    ...extras,
  };
  return json(status, body, { 'content-type': 'application/problem+json', ...headers });
}

/** A client against answers given in advance, in a world where sleeping only moves the clock. */
function clientOf(script: Script[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  let time = 0;
  let keys = 0;
  const client = new HeartyBreakfast({
    url: 'http://shop.example/',
    ...options,
    surroundings: {
      fetch: async (request) => {
        const { url, method, headers } = request;
        const body = await request.text();
        sent.push({ url, method, headers, body: body === '' ? undefined : JSON.parse(body) });
        const answer = script.shift();
        if (answer === undefined) throw new Error('one call more than expected');
        if (answer instanceof Error) throw answer;
        return answer;
      },
      sleep: async (ms) => {
        pauses.push(ms);
        time += ms;
      },
      now: () => time,
      random: () => 0,
      newKey: () => `key-${++keys}`,
    },
  });
  return { client, sent, pauses };
}

const failure = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw error;
};

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

  it('tries again after as long as the service says, with the same key', async () => {
    const busy = problem('payment-overloaded', 503, { retryAfterSeconds: 7 }, { 'retry-after': '7' });
    const { client, sent, pauses } = clientOf([busy, new TypeError('fetch failed'), json(202, ORDER)]);
    await client.placeOrder(REQUEST);
    expect(pauses).toEqual([7_000, 400]);
    expect(sent.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('makes a pause also where the service says that none is needed', async () => {
    const busy = () => problem('payment-overloaded', 503, {}, { 'retry-after': '0' });
    const { client, pauses } = clientOf([busy(), busy(), json(202, ORDER)]);
    await client.placeOrder(REQUEST);
    expect(pauses).toEqual([200, 400]);
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

  it('does not begin a pause that would outlast its patience', async () => {
    const busy = () => problem('payment-overloaded', 503, { retryAfterSeconds: 20 }, { 'retry-after': '20' });
    const { client, pauses } = clientOf([busy(), busy(), busy()], { patienceMs: 45_000 });
    expect(await failure(client.cancelOrder('o-1'))).toMatchObject({
      slug: 'payment-overloaded',
      retryAfterSeconds: 20,
    });
    expect(pauses).toEqual([20_000, 20_000]);
  });

  it('tries once where it shall not be patient', async () => {
    const { client, pauses } = clientOf([problem('internal', 500)]);
    expect(await failure(client.order('o-1', { patienceMs: 0 }))).toMatchObject({ slug: 'internal', status: 500 });
    expect(pauses).toEqual([]);
  });

  it('says that no answer came where its patience ends before one does', async () => {
    const { client } = clientOf([new TypeError('fetch failed')], { patienceMs: 100 });
    await expect(client.menu()).rejects.toMatchObject({
      name: 'ConnectionError',
      cause: expect.objectContaining({ message: 'fetch failed' }),
    });
  });

  it('does not try what cannot be sent', async () => {
    const { client, sent, pauses } = clientOf([]);
    await expect(client.placeOrder(REQUEST, { idempotencyKey: '열쇠' })).rejects.toBeInstanceOf(TypeError);
    expect([sent, pauses]).toEqual([[], []]);
    expect(() => clientOf([], { url: 'shop.example' })).toThrow('Invalid URL');
  });

  it('doubles its pauses up to five seconds where nobody says how long', async () => {
    const script = Array.from({ length: 7 }, () => new TypeError('fetch failed'));
    const { client, pauses } = clientOf([...script, json(200, ORDER)]);
    await client.order('o-1');
    expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
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

  it('tries again where something on the way says that the service is not there, also when it asks for its health', async () => {
    const health = { status: 'ok', payment: { circuit: 'closed', retryAfterSeconds: null } };
    const { client, pauses } = clientOf([new Response('down', { status: 503 }), json(200, health)]);
    expect(await client.health()).toEqual(health);
    expect(pauses).toEqual([200]);
  });

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

  it('stops in the middle of a pause when it is told to', async () => {
    const stop = new AbortController();
    const busy = problem('payment-overloaded', 503, {}, { 'retry-after': '50' });
    const fetch = async () => {
      setImmediate(() => stop.abort(new Error('changed my mind')));
      return busy;
    };
    const client = new HeartyBreakfast({ url: 'http://shop.example', surroundings: { fetch } });
    await expect(client.menu({ signal: stop.signal })).rejects.toThrow('changed my mind');
  });
});
