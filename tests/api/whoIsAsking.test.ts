import { beforeAll, describe, expect, it } from 'vitest';
import { breakfast, NO_ORDER } from '../support/breakfast.js';
import type { OrderResource } from '../support/shop.js';
import { openGuardedShop } from './support/guardedShop.js';

const { shop, as } = await openGuardedShop();

type Headers = Record<string, string>;
const NOBODY: Headers = {};
let kim: Headers;
let lee: Headers;
let operator: Headers;

/** Whose it is, the token says. */
const OWN = breakfast({ customerId: undefined });

beforeAll(async () => {
  [kim, lee, operator] = await Promise.all([as('kim'), as('lee'), as('olga', 'operator')]);
});

async function orderOf(headers: Headers): Promise<OrderResource> {
  const { status, body } = await shop.call<OrderResource>('POST', '/orders', OWN, {
    ...headers,
    prefer: 'wait=15',
  });
  expect(status).toBe(201);
  return body;
}

describe('where AUTH_ISSUER and AUTH_AUDIENCE are set', () => {
  it.each(['/menu', '/health', '/openapi.json'])('%s is open to everybody', async (path) => {
    expect((await shop.call('GET', path)).status).toBe(200);
  });

  it('the documentation is open to everybody', async () => {
    expect((await fetch(`${shop.process.url}/api/docs`)).status).toBe(200);
  });

  it.each([
    ['POST', '/orders', breakfast()],
    ['GET', `/orders/${NO_ORDER}`, undefined],
    ['POST', `/orders/${NO_ORDER}/cancel`, {}],
    ['GET', `/orders/${NO_ORDER}/timeline`, undefined],
    ['GET', '/customers/kim/points', undefined],
  ])('%s %s needs a token', async (method, path, body) => {
    for (const headers of [NOBODY, { authorization: 'Bearer nonsense' }, { authorization: 'Basic a2ltOmtpbQ==' }]) {
      const answer = await shop.call(method, path, body, headers);
      expect(answer).toMatchObject({ status: 401, body: { type: 'urn:hearty-breakfast:problem:unauthorized' } });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('customerId may be left out of an order: the token names the customer', async () => {
    expect(await orderOf(kim)).toMatchObject({ customerId: 'kim', status: 'confirmed' });
  });

  it('a customer sees and cancels their own order, timeline and points', async () => {
    const { orderId } = await orderOf(lee);
    expect((await shop.call('GET', `/orders/${orderId}`, undefined, lee)).status).toBe(200);
    expect((await shop.call('GET', `/orders/${orderId}/timeline`, undefined, lee)).status).toBe(200);
    expect((await shop.call('GET', '/customers/lee/points', undefined, lee)).status).toBe(200);
    expect((await shop.call('POST', `/orders/${orderId}/cancel`, {}, lee)).status).toBe(202);
  });

  it('another customer’s things are forbidden, and nothing happens to them', async () => {
    const { orderId } = await orderOf(kim);
    const attempts = [
      shop.call('GET', `/orders/${orderId}`, undefined, { ...lee, prefer: 'wait=20' }),
      shop.call('GET', `/orders/${orderId}/timeline`, undefined, lee),
      shop.call('POST', `/orders/${orderId}/cancel`, {}, lee),
      shop.call('GET', '/customers/kim/points', undefined, lee),
      shop.call('POST', '/orders', breakfast(), lee),
    ];
    for (const answer of await Promise.all(attempts)) {
      expect(answer).toMatchObject({ status: 403, body: { type: 'urn:hearty-breakfast:problem:forbidden' } });
    }
    expect(await shop.call('GET', `/orders/${orderId}`, undefined, kim)).toMatchObject({
      body: { status: 'confirmed' },
    });
  });

  it('the same Idempotency-Key of two customers means two orders', async () => {
    const place = (headers: Headers) =>
      shop.call<OrderResource>('POST', '/orders', OWN, { ...headers, 'idempotency-key': 'monday' });
    const [first, second] = [await place(kim), await place(lee)];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.orderId).not.toBe(first.body.orderId);
  });

  it('an operator sees everyone, and orders for anyone', async () => {
    const { orderId } = await orderOf(kim);
    expect((await shop.call('GET', `/orders/${orderId}`, undefined, operator)).status).toBe(200);
    expect((await shop.call('GET', `/orders/${orderId}/timeline`, undefined, operator)).status).toBe(200);
    expect((await shop.call('GET', '/customers/kim/points', undefined, operator)).status).toBe(200);
    const placed = await shop.call<OrderResource>('POST', '/orders', breakfast(), operator);
    expect(placed).toMatchObject({ status: 202, body: { customerId: 'kim' } });
    expect((await shop.call('POST', `/orders/${placed.body.orderId}/cancel`, {}, operator)).status).toBe(202);
  });

  it('nothing warns of an open API', () => expect(shop.process.output()).not.toContain('open to everybody'));
});
