import { describe, expect, it, onTestFinished } from 'vitest';
import { breakfast } from '../support/breakfast.js';
import { sharedShop } from '../support/sharedShop.js';
import type { OrderResource } from '../support/shop.js';
import { problem, wrongFields } from './support/problems.js';

const shop = sharedShop();

const place = (key: string, changes: object = {}, headers: Record<string, string> = {}) =>
  shop.call<OrderResource>('POST', '/orders', breakfast(changes), { 'idempotency-key': key, ...headers });

describe('Idempotency-Key', () => {
  it('with the same body means the same order, and 200 with the order as it is now', async () => {
    const first = await place('again', {}, { prefer: 'wait=15' });
    const second = await place('again');
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(`/api/orders/${first.body.orderId}`);
    expect(second.headers.has('retry-after')).toBe(false);
  });

  it('makes one order of 50 posts at once, charged once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => place('stampede')));
    expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(1);
    expect(answers.filter(({ status }) => ![200, 202].includes(status))).toEqual([]);
    const { orderId } = await shop.orderOnce(answers[0]?.body.orderId ?? '', 'confirmed');
    expect((await shop.books()).filter((entry) => entry.orderId === orderId)).toHaveLength(1);
    const points = await shop.pointsOnce('kim', ({ entries }) => entries.some((entry) => entry.orderId === orderId));
    expect(points.entries.filter((entry) => entry.orderId === orderId)).toHaveLength(1);
  });

  it('lets one of two bodies win that come at once, and charges for that one', async () => {
    const dishes = ['bulgogi-rice', 'abalone-porridge'];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => place('contested', { lines: [{ menuId: dishes[i % 2], quantity: 1 }] })),
    );
    const taken = answers.filter(({ status }) => status < 300);
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken.map(({ body }) => `${body.orderId} ${body.totalPrice}`)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(20 - taken.length);
    const order = await shop.orderOnce(taken[0]?.body.orderId ?? '', 'confirmed');
    expect(order.totalPrice).toBe(taken[0]?.body.totalPrice);
    expect(await shop.bookOf(order.orderId)).toMatchObject({ totalAmount: order.totalPrice });
  });

  it.each<[string, object]>([
    ['another address', { deliveryAddress: '부산시' }],
    ['another card', { billingKey: 'bk_other' }],
    ['another quantity', { lines: [{ menuId: 'bulgogi-rice', quantity: 4 }] }],
    ['another dish', { lines: [{ menuId: 'egg-toast', quantity: 3 }] }],
  ])('with %s gets 422', async (what, changes) => {
    const key = `reused-${what.replaceAll(' ', '-')}`;
    expect((await place(key)).status).toBe(202);
    expect(await place(key, changes)).toMatchObject(problem('idempotency-key-reused'));
  });

  it('with another body gets 422 at once, however long one would wait for the order', async () => {
    onTestFinished(() => shop.faults({ mode: 'none' }));
    await shop.faults({ mode: 'slow', latencyMs: 2_000 });
    const { body } = await place('hurried');
    const reused = await place('hurried', { deliveryAddress: '부산시' }, { prefer: 'wait=15' });
    expect(reused).toMatchObject(problem('idempotency-key-reused'));
    expect(await shop.getOrder(body.orderId)).toMatchObject({ body: { status: 'placed' } });
  });

  it('means the same body however its JSON is written', async () => {
    const first = await place('spelling');
    const { customerId, lines, ...rest } = breakfast();
    const reordered = await shop.call<OrderResource>(
      'POST',
      '/orders',
      { ...rest, lines, customerId },
      {
        'idempotency-key': 'spelling',
      },
    );
    expect(reordered).toMatchObject({ status: 200, body: { orderId: first.body.orderId } });
  });

  it('of another customer means another order', async () => {
    const [kim, lee] = [await place('shared'), await place('shared', { customerId: 'lee' })];
    expect([kim.status, lee.status]).toEqual([202, 202]);
    expect(lee.body.orderId).not.toBe(kim.body.orderId);
  });

  it('is not needed: without it each post is an order', async () => {
    const [first, second] = await Promise.all([shop.order({ customer: 'park' }), shop.order({ customer: 'park' })]);
    expect(first.body.orderId).not.toBe(second.body.orderId);
  });

  it('waits for the order too, where that is preferred', async () => {
    await place('patient');
    const { status, headers, body } = await place('patient', {}, { prefer: 'wait=15' });
    expect([status, body.status]).toEqual([200, 'confirmed']);
    expect(headers.get('preference-applied')).toBe('wait=15');
  });

  it.each(['k', 'k'.repeat(200), '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~'])('may be %s', async (key) => {
    expect((await place(key)).status).toBe(202);
  });

  it.each(['', 'k'.repeat(201), 'two words', 'tab\tbed', 'caf\u00e9'])('may not be "%s"', async (key) => {
    expect(await place(key)).toMatchObject(wrongFields('Idempotency-Key'));
  });
});
