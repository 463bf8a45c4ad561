import { describe, expect, it, onTestFinished } from 'vitest';
import { NO_ORDER } from '../support/breakfast.js';
import { sharedShop } from '../support/sharedShop.js';
import { problem, wrongFields } from './support/problems.js';
import { sendRaw } from './support/rawRequest.js';

const shop = sharedShop();

const get = (orderId: string, headers: Record<string, string> = {}) =>
  shop.call('GET', `/orders/${orderId}`, undefined, headers);

describe('GET /api/orders/{orderId}', () => {
  it('shows the order as placing it did', async () => {
    const { body } = await shop.order({ customer: 'kim', wait: 15 });
    expect(await get(body.orderId)).toMatchObject({ status: 200, body });
  });

  it('waits for the order to settle, as preferred, and says so', async () => {
    const { body } = await shop.order({ customer: 'kim' });
    const { headers, ...answer } = await shop.getOrder(body.orderId, 15);
    expect(answer).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    expect(headers.get('preference-applied')).toBe('wait=15');
    expect(headers.has('retry-after')).toBe(false);
  });

  it('grants 30 seconds at most', async () => {
    const { body } = await shop.order({ customer: 'kim' });
    expect((await shop.getOrder(body.orderId, 3_600)).headers.get('preference-applied')).toBe('wait=30');
  });

  it('answers when the wait is over though the order has not settled', async () => {
    onTestFinished(() => shop.faults({ mode: 'none' }));
    await shop.faults({ mode: 'slow', latencyMs: 3_600_000 });
    const { body } = await shop.order({ customer: 'kim' });
    const { status, headers } = await shop.getOrder(body.orderId, 1);
    expect(status).toBe(200);
    expect(headers.has('preference-applied')).toBe(false);
    expect(headers.get('retry-after')).toBe('1');
  });

  it('answers 304 to whoever knows this version, and 200 after a change', async () => {
    const { body } = await shop.order({ customer: 'kim', wait: 15 });
    const etag = (await get(body.orderId)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get(body.orderId, { 'if-none-match': known });
      expect(answer).toMatchObject({ status: 304, body: undefined });
      expect(answer.headers.get('etag')).toBe(etag);
    }
    expect((await get(body.orderId, { 'if-none-match': '"other"' })).status).toBe(200);
    await shop.cancel(body.orderId, 15);
    const changed = await get(body.orderId, { 'if-none-match': etag });
    expect(changed).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it.each([
    NO_ORDER,
    'nope',
    'x'.repeat(2_000),
    '%00',
    '%0d%0aset-cookie:a=b',
    '..%2f..%2fadmin',
    '%EB%93%A0',
    '%ff%fe',
    '%',
    "'; DROP TABLE orders; --".replaceAll(' ', '%20'),
    '__proto__',
  ])('knows no order %s', async (orderId) => {
    const path = `/api/orders/${orderId}`;
    expect(await sendRaw(shop.process.url, { method: 'GET', path })).toMatchObject(problem('not-found'));
  });

  it('refuses a query', async () => expect(await get(`${NO_ORDER}?fields=all`)).toMatchObject(wrongFields('fields')));
});
