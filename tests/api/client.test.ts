import { beforeAll, describe, expect, it } from 'vitest';
import { HeartyBreakfast } from '../../client/index.js';
import { breakfast, NO_ORDER } from '../support/breakfast.js';
import { sharedShop } from '../support/sharedShop.js';

const shop = sharedShop();
let client: HeartyBreakfast;
beforeAll(() => {
  client = new HeartyBreakfast({ url: shop.process.url, patienceMs: 10_000 });
});

describe('the client, talking to a shop', () => {
  it('orders, looks, cancels and reads the points', async () => {
    const { items } = await client.menu();
    const menuId = items[0]?.menuId ?? '';
    const order = await client.placeOrder(breakfast({ customerId: 'cho', lines: [{ menuId, quantity: 5 }] }), {
      wait: 15,
    });
    expect(order).toMatchObject({ status: 'confirmed', points: { points: 9_000 } });
    expect(await client.order(order.orderId)).toEqual(order);
    await shop.pointsOnce('cho', ({ balance }) => balance === 9_000);
    expect((await client.points('cho')).entries).toHaveLength(1);
    expect(await client.cancelOrder(order.orderId, { wait: 15, reason: 'rain' })).toMatchObject({
      status: 'cancelled',
    });
    expect((await client.timeline(order.orderId)).events.map(({ type }) => type)).toContain('OrderCancelled');
    expect(await client.health()).toMatchObject({ status: 'ok' });
  });

  it('walks through all entries of a customer', async () => {
    const orders = [];
    for (let i = 0; i < 5; i++)
      orders.unshift(await client.placeOrder(breakfast({ customerId: 'yoon' }), { wait: 15 }));
    await shop.pointsOnce('yoon', ({ entries }) => entries.length === 5);
    const seen: string[] = [];
    for await (const { orderId } of client.pointEntries('yoon', { limit: 2 })) seen.push(orderId);
    expect(seen).toEqual(orders.map(({ orderId }) => orderId));
  });

  it('says in Korean what the API says in Korean', async () => {
    const korean = new HeartyBreakfast({ url: shop.process.url, language: 'ko' });
    await expect(korean.order(NO_ORDER)).rejects.toMatchObject({ slug: 'not-found', message: '찾을 수 없습니다.' });
  });

  it('places an order once though the answer got lost', async () => {
    let lost = 0;
    const forgetful = new HeartyBreakfast({
      url: shop.process.url,
      surroundings: {
        fetch: async (request) => {
          const response = await fetch(request);
          if (lost++ < 2) throw new TypeError('the answer got lost');
          return response;
        },
      },
    });
    const { orderId } = await forgetful.placeOrder(breakfast({ customerId: 'shin' }), { wait: 15 });
    const points = await shop.pointsOnce('shin', ({ entries }) => entries.length > 0);
    expect(points.entries.map((entry) => entry.orderId)).toEqual([orderId]);
  });
});
