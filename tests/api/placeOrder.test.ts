import { describe, expect, it } from 'vitest';
import { breakfast } from '../support/breakfast.js';
import { sharedShop } from '../support/sharedShop.js';
import type { OrderResource } from '../support/shop.js';
import { problem, wrongFields } from './support/problems.js';

const shop = sharedShop();

type Headers = Record<string, string>;
const place = (body: unknown, headers: Headers = {}) => shop.call<OrderResource>('POST', '/orders', body, headers);

describe('POST /api/orders', () => {
  it('answers 202 with the order, where it is and when to ask again, while it is placed', async () => {
    const { status, headers, body } = await place(breakfast());
    expect(status).toBe(202);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('location')).toBe(`/api/orders/${body.orderId}`);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.has('preference-applied')).toBe(false);
    expect(body).toEqual({
      orderId: body.orderId,
      customerId: 'kim',
      status: 'placed',
      lines: [{ menuId: 'bulgogi-rice', quantity: 3, price: 9_000 }],
      amount: 3,
      totalPrice: 27_000,
      currency: 'KRW',
      deliveryAddress: '서울시 종로구 1',
      placedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      payment: null,
      delivery: null,
      points: null,
      cancellableUntil: null,
      reason: null,
    });
  });

  it('answers 201 and which wait it granted where the order settled in time', async () => {
    const { status, headers, body } = await place(breakfast({ lines: [{ menuId: 'egg-toast', quantity: 5 }] }), {
      prefer: 'wait=15',
    });
    expect(status).toBe(201);
    expect(headers.get('preference-applied')).toBe('wait=15');
    expect(headers.get('location')).toBe(`/api/orders/${body.orderId}`);
    expect(headers.has('retry-after')).toBe(false);
    expect(body).toMatchObject({
      status: 'confirmed',
      amount: 5,
      totalPrice: 22_500,
      payment: { paymentId: expect.any(String), status: 'approved', approvedAt: expect.any(String) },
      delivery: { deliveryId: expect.any(String), status: 'started', startedAt: expect.any(String) },
      points: { rate: 0.2, points: 4_500 },
      cancellableUntil: expect.any(String),
      reason: null,
    });
  });

  it('answers 201 with a rejected order, and why, where the card is declined', async () => {
    expect(await place(breakfast({ billingKey: 'bk_declined' }), { prefer: 'wait=15' })).toMatchObject({
      status: 201,
      body: {
        status: 'rejected',
        reason: 'card-declined',
        payment: { status: 'declined' },
        delivery: null,
        points: null,
      },
    });
  });

  it('answers 202 at once where it shall wait no time', async () => {
    const { status, headers, body } = await place(breakfast(), { prefer: 'wait=0' });
    expect([status, body.status]).toEqual([202, 'placed']);
    expect(headers.has('preference-applied')).toBe(false);
  });

  it('sums prices over lines', async () => {
    const lines = [
      { menuId: 'bulgogi-rice', quantity: 1 },
      { menuId: 'egg-toast', quantity: 2 },
      { menuId: 'abalone-porridge', quantity: 3 },
    ];
    expect(await place(breakfast({ lines }))).toMatchObject({ body: { amount: 6, totalPrice: 54_000 } });
  });

  it('never shows the card', async () => {
    const { body } = await place(breakfast({ billingKey: 'bk_secret_1' }));
    expect(JSON.stringify(await shop.getOrder(body.orderId))).not.toContain('bk_secret_1');
  });

  it.each<[string, object]>([
    ['the shortest', { customerId: 'k', deliveryAddress: '집', billingKey: 'b' }],
    [
      'the longest',
      { customerId: 'Az09-_.'.padEnd(64, 'x'), deliveryAddress: '가'.repeat(200), billingKey: 'b'.repeat(200) },
    ],
    ['characters outside the first plane, counted as characters', { deliveryAddress: '🍳'.repeat(200) }],
    ['99 of a dish', { lines: [{ menuId: 'kimbap', quantity: 99 }] }],
  ])('takes %s', async (_, changes) => expect((await place(breakfast(changes))).status).toBe(202));

  const line = (changes: object) => ({ lines: [{ menuId: 'bulgogi-rice', quantity: 1, ...changes }] });
  it.each<[string, object, string]>([
    ['no customer', { customerId: undefined }, 'customerId'],
    ['an empty customer', { customerId: '' }, 'customerId'],
    ['65 characters of customer', { customerId: 'x'.repeat(65) }, 'customerId'],
    ['a customer with a space', { customerId: 'kim lee' }, 'customerId'],
    ['a customer in Korean', { customerId: '김' }, 'customerId'],
    ['a control character in a customer', { customerId: 'kim\u0000' }, 'customerId'],
    ['a line break after a customer', { customerId: 'kim\n' }, 'customerId'],
    ['a number for a customer', { customerId: 7 }, 'customerId'],
    ['no lines', { lines: [] }, 'lines'],
    ['lines that are none', { lines: 'bulgogi-rice' }, 'lines'],
    ['21 lines', { lines: Array.from({ length: 21 }, (_, i) => ({ menuId: `m-${i}`, quantity: 1 })) }, 'lines'],
    [
      'a dish twice',
      {
        lines: [
          { menuId: 'kimbap', quantity: 1 },
          { menuId: 'kimbap', quantity: 2 },
        ],
      },
      'lines',
    ],
    ['a dish that is not on the menu', line({ menuId: 'pizza' }), 'lines.0.menuId'],
    ['a dish by a name of the language', line({ menuId: 'constructor' }), 'lines.0.menuId'],
    ['a control character in a dish', line({ menuId: 'kimbap\u0007' }), 'lines.0.menuId'],
    ['none of a dish', line({ quantity: 0 }), 'lines.0.quantity'],
    ['less than none of a dish', line({ quantity: -1 }), 'lines.0.quantity'],
    ['100 of a dish', line({ quantity: 100 }), 'lines.0.quantity'],
    ['half a dish', line({ quantity: 1.5 }), 'lines.0.quantity'],
    ['a quantity in words', line({ quantity: '1' }), 'lines.0.quantity'],
    ['no quantity', line({ quantity: undefined }), 'lines.0.quantity'],
    ['a null quantity', line({ quantity: null }), 'lines.0.quantity'],
    ['a price of the caller’s', line({ price: 1 }), 'lines.0.price'],
    ['no address', { deliveryAddress: '' }, 'deliveryAddress'],
    ['201 characters of address', { deliveryAddress: '🍳'.repeat(201) }, 'deliveryAddress'],
    ['no card', { billingKey: undefined }, 'billingKey'],
    ['201 characters of card', { billingKey: 'b'.repeat(201) }, 'billingKey'],
    ['a card that no URL can name', { billingKey: '..' }, 'billingKey'],
    ['a total of the caller’s', { totalPrice: 1 }, 'totalPrice'],
  ])('refuses %s', async (_, changes, path) => {
    expect(await place(breakfast(changes))).toMatchObject(wrongFields(path));
  });

  it('names every field that is wrong', async () => {
    const wrong = { lines: [{ menuId: 'kimbap', quantity: 0 }], deliveryAddress: '', billingKey: '', extra: 1 };
    const { status, body } = await shop.call<{ errors: { path: string }[] }>('POST', '/orders', breakfast(wrong));
    expect(status).toBe(400);
    expect(body.errors.map(({ path }) => path).sort()).toEqual([
      'billingKey',
      'deliveryAddress',
      'extra',
      'lines.0.quantity',
    ]);
  });

  it.each(['[]', 'null', '1', '"order"', 'true'])('refuses %s for an order', async (body) => {
    expect(await place(JSON.parse(body))).toMatchObject(problem('invalid-request'));
  });

  it('refuses a query', async () => {
    expect(await shop.call('POST', '/orders?dryRun=1', breakfast())).toMatchObject(wrongFields('dryRun'));
  });
});
