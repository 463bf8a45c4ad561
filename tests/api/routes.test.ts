import { describe, expect, it } from 'vitest';
import { sharedShop } from '../support/sharedShop.js';
import { problem, wrongFields } from './support/problems.js';
import { sendRaw } from './support/rawRequest.js';

const shop = sharedShop();

describe('GET /api/menu', () => {
  it('shows at least six dishes in both languages, with their prices', async () => {
    const { status, body } = await shop.call<{ items: object[] }>('GET', '/menu');
    expect(status).toBe(200);
    expect(body.items.length).toBeGreaterThanOrEqual(6);
    expect(body.items[0]).toEqual({
      menuId: 'bulgogi-rice',
      name: { ko: '불고기 덮밥', en: 'Bulgogi rice bowl' },
      price: 9_000,
    });
    expect(body.items).toContainEqual(expect.objectContaining({ menuId: 'egg-toast', price: 4_500 }));
    expect(body.items).toContainEqual(expect.objectContaining({ menuId: 'abalone-porridge', price: 12_000 }));
  });

  it('refuses a query', async () => expect(await shop.call('GET', '/menu?lang=ko')).toMatchObject(wrongFields('lang')));
});

describe('GET /api/health', () => {
  it('says that the shop is well', async () => {
    const body = { status: 'ok', payment: { circuit: 'closed', retryAfterSeconds: null } };
    expect(await shop.call('GET', '/health')).toMatchObject({ status: 200, body });
  });
});

describe('what there is not, under /api', () => {
  it.each([
    ['GET', '/api/nope'],
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/api/menu/bulgogi-rice'],
    ['GET', '/api/orders'],
    ['GET', '/api/customers/kim'],
    ['GET', '/api/a/b/c/d/e/f'],
    ['GET', '/api/..%2fadmin'],
    ['DELETE', '/api/menu'],
    ['PUT', '/api/orders'],
    ['PATCH', '/api/orders/1'],
    ['GET', '/api/orders/1/cancel'],
    ['POST', '/api/orders/1'],
    ['POST', '/api/health'],
    ['OPTIONS', '/api/orders'],
  ])('is a problem, too: %s %s', async (method, path) => {
    const answer = await sendRaw(shop.process.url, { method, path });
    expect(answer).toMatchObject(problem('not-found'));
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('is a 404 to HEAD', async () =>
    expect((await sendRaw(shop.process.url, { method: 'HEAD', path: '/api/menu' })).status).toBe(404));
});

describe('a problem', () => {
  const ask = (acceptLanguage?: string) =>
    shop.call<{ detail: string }>('GET', '/nope', undefined, {
      ...(acceptLanguage !== undefined && { 'accept-language': acceptLanguage }),
    });

  it.each([
    ['ko', 'ko', '찾을 수 없습니다.'],
    ['ko-KR,ko;q=0.9,en;q=0.8', 'ko', '찾을 수 없습니다.'],
    ['en-US,en;q=0.9,ko;q=0.8', 'en', 'There is nothing here.'],
    ['fr', 'en', 'There is nothing here.'],
    [undefined, 'en', 'There is nothing here.'],
  ])('speaks to a reader of %s in %s', async (acceptLanguage, language, detail) => {
    const { headers, body } = await ask(acceptLanguage);
    expect(body.detail).toBe(detail);
    expect(headers.get('content-language')).toBe(language);
  });
});

it('one line at the start warns that the API is open to everybody', () => {
  expect(shop.process.output().match(/open to everybody/g)).toHaveLength(1);
});
