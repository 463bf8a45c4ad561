import { beforeAll, describe, expect, it } from 'vitest';
import { sharedShop } from '../support/sharedShop.js';
import type { MyPointResource } from '../support/shop.js';
import { problem, wrongFields } from './support/problems.js';

const shop = sharedShop();

const get = (customerId: string, query = '') =>
  shop.call<MyPointResource>('GET', `/customers/${customerId}/points${query}`);

const ORDERS = 7;
const placed: string[] = [];

beforeAll(async () => {
  for (let i = 0; i < ORDERS; i++) placed.unshift((await shop.order({ customer: 'hong', wait: 15 })).body.orderId);
  await shop.pointsOnce('hong', ({ entries }) => entries.length === ORDERS);
});

/** Every page, from the first. */
async function pages(limit: number): Promise<MyPointResource[]> {
  const all: MyPointResource[] = [];
  let token: string | null = '';
  while (token !== null) {
    const query: string = token === '' ? '' : `&continuationToken=${encodeURIComponent(token)}`;
    const { status, body } = await get('hong', `?limit=${limit}${query}`);
    expect(status).toBe(200);
    all.push(body);
    token = body.continuationToken;
  }
  return all;
}

describe('GET /api/customers/{customerId}/points', () => {
  it('shows the balance and one entry per payment, newest first', async () => {
    const { status, body } = await get('hong');
    expect(status).toBe(200);
    expect(body).toEqual({
      customerId: 'hong',
      balance: 900 * ORDERS,
      accrued: 900 * ORDERS,
      revoked: 0,
      entries: placed.map((orderId) => ({
        orderId,
        paymentId: expect.any(String),
        amount: 1,
        rate: 0.1,
        points: 900,
        status: 'accrued',
        accruedAt: expect.stringMatching(/Z$/),
        revokedAt: null,
      })),
      continuationToken: null,
    });
  });

  it('shows zeros and no entries to a customer without orders', async () => {
    expect((await get('nobody')).body).toEqual({
      customerId: 'nobody',
      balance: 0,
      accrued: 0,
      revoked: 0,
      entries: [],
      continuationToken: null,
    });
  });

  it.each([1, 2, 3, 7, 100])('comes in pages of %i, nothing missing and nothing twice', async (limit) => {
    const all = await pages(limit);
    expect(all.flatMap(({ entries }) => entries.map(({ orderId }) => orderId))).toEqual(placed);
    expect(all.map(({ entries }) => entries.length).every((length) => length <= limit)).toBe(true);
    expect(all).toHaveLength(Math.ceil(ORDERS / limit));
    expect(new Set(all.map(({ balance }) => balance))).toEqual(new Set([900 * ORDERS]));
  });

  it('keeps its place while newer entries come', async () => {
    const customer = 'jang';
    const first = (await shop.order({ customer, wait: 15 })).body.orderId;
    const second = (await shop.order({ customer, wait: 15 })).body.orderId;
    await shop.pointsOnce(customer, ({ entries }) => entries.length === 2);
    const { body } = await get(customer, '?limit=1');
    await shop.order({ customer, wait: 15 });
    await shop.pointsOnce(customer, ({ entries }) => entries.length === 3);
    const next = await get(customer, `?limit=1&continuationToken=${body.continuationToken}`);
    expect([body.entries[0]?.orderId, next.body.entries[0]?.orderId]).toEqual([second, first]);
  });

  it.each(['0', '101', '-1', '1.5', '1e1', ' 1', '1 ', '01', '', 'all', '١', '0x10', '99999999999999999999'])(
    'refuses limit=%s',
    async (limit) =>
      expect(await get('hong', `?limit=${encodeURIComponent(limit)}`)).toMatchObject(wrongFields('limit')),
  );

  it.each([
    ['a parameter that it does not know', '?offset=3', 'offset'],
    ['the same parameter twice', '?limit=3&limit=4', 'limit'],
    ['the same parameter twice, with one value', '?limit=3&limit=3', 'limit'],
    ['a parameter in other letters', '?Limit=3', 'Limit'],
    ['a customer beside the path’s', '?customerId=lee', 'customerId'],
    ['__proto__', '?__proto__=1', '__proto__'],
  ])('refuses %s', async (_, query, path) => expect(await get('hong', query)).toMatchObject(wrongFields(path)));

  it('refuses a token that it did not make', async () => {
    const made = (await get('hong', '?limit=2')).body.continuationToken ?? '';
    const decoded = Buffer.from(made, 'base64url').toString();
    const tampered = [
      '',
      'x',
      made.slice(1),
      made.slice(0, -1),
      `${made}A`,
      `${made}=`,
      `${made} `,
      made.toLowerCase(),
      Buffer.from(decoded.replace(/\d(?=[^\d]*$)/, '0~')).toString('base64url'),
      Buffer.from("' OR 1=1 --").toString('base64url'),
      'A'.repeat(5_000),
      '\u0000',
      '한글',
    ];
    for (const token of tampered) {
      const answer = await get('hong', `?continuationToken=${encodeURIComponent(token)}`);
      expect(answer, JSON.stringify(token)).toMatchObject(wrongFields('continuationToken'));
    }
    // Nor does one customer's token fit another's points.
    expect(await get('lee', `?continuationToken=${made}`)).toMatchObject(wrongFields('continuationToken'));
  });

  it.each(['kim%20lee', '%00', 'a%2fb', '%EA%B9%80', 'x'.repeat(65), 'kim%0a'])(
    'refuses the customer %s',
    async (id) => {
      expect(await get(id)).toMatchObject(problem('invalid-request'));
    },
  );
});
