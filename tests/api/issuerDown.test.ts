import { expect, it } from 'vitest';
import { openShop } from '../support/shop.js';
import { problem } from './support/problems.js';

// Nobody listens there.
const shop = openShop({ settings: { AUTH_ISSUER: 'http://127.0.0.1:1', AUTH_AUDIENCE: 'hearty-breakfast' } });

const points = (token: string) =>
  shop.call('GET', '/customers/kim/points', undefined, { authorization: `Bearer ${token}` });

/** Well-formed, and signed by nobody. */
const TOKEN = [{ alg: 'ES256', kid: 'a' }, { sub: 'kim' }, {}]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

it('an issuer that cannot be reached is our fault, told without any detail of it', async () => {
  const answer = await points(TOKEN);
  expect(answer).toMatchObject(problem('internal'));
  expect(JSON.stringify(answer.body)).not.toMatch(/127\.0\.0\.1|fetch|stack|Error:/);
  expect(shop.process.output()).toContain('IssuerError');
});

it('what is no token stays unauthorized, and what needs none is served', async () => {
  expect(await points('nonsense')).toMatchObject(problem('unauthorized'));
  expect((await shop.call('GET', '/menu')).status).toBe(200);
});
