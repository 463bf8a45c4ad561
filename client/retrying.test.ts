import { describe, expect, it } from 'vitest';
import { clientOf, failure, json, ORDER, problem, REQUEST } from '../tests/support/scriptedClient.js';
import { HeartyBreakfast } from './heartyBreakfast.js';

describe('the client, where an answer does not come or says to come back', () => {
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

  it('tries again where something on the way says that the service is not there, also when it asks for its health', async () => {
    const health = { status: 'ok', payment: { circuit: 'closed', retryAfterSeconds: null } };
    const { client, pauses } = clientOf([new Response('down', { status: 503 }), json(200, health)]);
    expect(await client.health()).toEqual(health);
    expect(pauses).toEqual([200]);
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
