import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpRequest } from '@azure/functions';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { bearerTokens } from './bearerTokens.js';
import { IssuerError } from './issuerKeys.js';

const NOW = new Date('2026-01-01T08:00:00Z');
const SECONDS = NOW.getTime() / 1_000;
const AUDIENCE = 'hearty-breakfast';

/** An issuer whose keys and discovery document can be exchanged. */
async function openIssuer() {
  const state = { keys: [] as JWK[], issuer: '', fetched: 0 };
  const server = createServer((request, response) => {
    state.fetched++;
    const discovery = { issuer: state.issuer, jwks_uri: `${url}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: state.keys } : discovery));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.issuer = url;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { state, url, close };
}

async function keyPair(kid: string, alg = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg }, alg, kid };
}

const issuer = await openIssuer();
afterAll(() => issuer.close());
const key = await keyPair('first');
issuer.state.keys = [key.jwk];
const rules = { issuer: issuer.url, audience: AUDIENCE };
const identify = bearerTokens(rules, () => NOW);

const GOOD: JWTPayload = { iss: issuer.url, aud: AUDIENCE, sub: 'kim', exp: SECONDS + 600 };

function signed(
  payload: JWTPayload,
  { privateKey, kid, alg }: { privateKey: CryptoKey | Uint8Array; kid?: string; alg: string } = key,
) {
  return new SignJWT(payload).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(privateKey);
}

function withAuthorization(authorization?: string): HttpRequest {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return new HttpRequest({ method: 'GET', url: 'http://shop.example/api/orders/1', headers });
}

const callerWith = async (payload: JWTPayload) => identify(withAuthorization(`Bearer ${await signed(payload)}`));
const unauthorized = (challenge: string) => ({ slug: 'unauthorized', extras: { challenge } });

describe('a good token', () => {
  it('names its customer', async () => expect(await callerWith(GOOD)).toEqual({ customerId: 'kim', everyone: false }));

  it('lets an operator see everyone, whatever the subject looks like', async () => {
    expect(await callerWith({ ...GOOD, roles: ['operator'] })).toEqual({ customerId: 'kim', everyone: true });
    expect(await callerWith({ ...GOOD, sub: 'auth0|1', roles: ['operator'] })).toMatchObject({ everyone: true });
  });

  it('may be meant for others too, and may come a minute late', async () => {
    const late = { ...GOOD, aud: ['other', AUDIENCE], exp: SECONDS - 59, nbf: SECONDS + 59 };
    expect(await callerWith(late)).toMatchObject({ customerId: 'kim' });
  });

  it('needs no exact spelling of the scheme', async () =>
    expect(await identify(withAuthorization(`bearer  ${await signed(GOOD)}`))).toMatchObject({ customerId: 'kim' }));

  it('is no operator by a role that only looks like it', async () => {
    for (const roles of ['operator', ['Operator'], [['operator']], { 0: 'operator' }]) {
      expect(await callerWith({ ...GOOD, roles })).toMatchObject({ everyone: false });
    }
  });
});

describe('no token', () => {
  it.each([undefined, '', 'Basic a2ltOmtpbQ==', 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer a,Bearer b'])(
    'is unauthorized: %s',
    async (header) => {
      await expect(identify(withAuthorization(header))).rejects.toMatchObject(unauthorized('Bearer'));
    },
  );
});

describe('a bad token', async () => {
  const stranger = await keyPair('first');
  const [head = '', body = '', signature = ''] = (await signed(GOOD)).split('.');
  const other = Buffer.from(JSON.stringify({ ...GOOD, sub: 'lee' })).toString('base64url');
  const publicBytes = new TextEncoder().encode(JSON.stringify(key.jwk));

  it.each<[string, string]>([
    ['is garbage', 'abc'],
    ['is garbage in three parts', 'a.b.c'],
    ['comes from another issuer', await signed({ ...GOOD, iss: 'http://127.0.0.1:1' })],
    ['is meant for another audience', await signed({ ...GOOD, aud: 'other' })],
    ['is meant for nobody', await signed({ iss: issuer.url, sub: 'kim', exp: SECONDS + 600 })],
    ['is too old', await signed({ ...GOOD, exp: SECONDS - 61 })],
    ['is from the future', await signed({ ...GOOD, nbf: SECONDS + 61 })],
    ['never ends', await signed({ iss: issuer.url, aud: AUDIENCE, sub: 'kim' })],
    ['has no subject', await signed({ iss: issuer.url, aud: AUDIENCE, exp: SECONDS + 600 })],
    ['has a subject that is no customer', await signed({ ...GOOD, sub: 'kim/../lee' })],
    ['is signed by a stranger', await signed(GOOD, stranger)],
    ['is signed with an unknown key', await signed(GOOD, await keyPair('second'))],
    ['is not signed', new UnsecuredJWT(GOOD).encode()],
    ['was changed', [head, other, signature].join('.')],
    ['lost its signature', [head, body, ''].join('.')],
    ['takes a public key for a secret', await signed(GOOD, { privateKey: publicBytes, kid: 'first', alg: 'HS256' })],
    ['uses an algorithm that is not pinned', await signed(GOOD, await keyPair('first', 'ES384'))],
  ])('is unauthorized: it %s', async (_, token) => {
    await expect(identify(withAuthorization(`Bearer ${token}`))).rejects.toMatchObject(
      unauthorized('Bearer error="invalid_token"'),
    );
  });
});

describe('the issuer', () => {
  it('may be down once its keys are known', async () => {
    const failing = await openIssuer();
    failing.state.keys = [key.jwk];
    const known = bearerTokens({ issuer: failing.url, audience: AUDIENCE }, () => NOW);
    const request = withAuthorization(`Bearer ${await signed({ ...GOOD, iss: failing.url })}`);
    await known(request);
    await failing.close();
    expect(await known(request)).toMatchObject({ customerId: 'kim' });
  });

  it('is a fault, not the caller’s, where it was never reached; and is asked again', async () => {
    const late = await openIssuer();
    late.state.keys = [key.jwk];
    late.state.issuer = 'http://elsewhere.example';
    const unknown = bearerTokens({ issuer: late.url, audience: AUDIENCE }, () => NOW);
    const request = withAuthorization(`Bearer ${await signed({ ...GOOD, iss: late.url })}`);
    await expect(unknown(request)).rejects.toBeInstanceOf(IssuerError);
    late.state.issuer = late.url;
    expect(await unknown(request)).toMatchObject({ customerId: 'kim' });
    await late.close();
  });

  it('is not asked at all about what is no token', async () => {
    const asked = issuer.state.fetched;
    await expect(identify(withAuthorization('Bearer a.b.c'))).rejects.toMatchObject({ slug: 'unauthorized' });
    expect(issuer.state.fetched).toBe(asked);
  });
});
