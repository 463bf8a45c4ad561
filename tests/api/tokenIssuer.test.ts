import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, it, onTestFinished } from 'vitest';
import { Clock } from '../../local/clock.js';
import { silentLog } from '../../local/log.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { DEFAULT_PORT } from '../../local/token-issuer/listen.js';
import { startTokenIssuer } from '../../local/token-issuer/tokenIssuer.js';
import { sharedShop } from '../support/sharedShop.js';

const shop = sharedShop();
const run = promisify(execFile);
const printToken = (...args: string[]) => run(process.execPath, ['dist/local/token-issuer/printToken.js', ...args]);

async function open(options: { store?: MemoryStore; port?: number } = { port: 0 }) {
  const issuer = await startTokenIssuer({
    store: new MemoryStore(),
    clock: new Clock(),
    log: silentLog,
    ...options,
  });
  onTestFinished(() => issuer.stop());
  return issuer;
}

it('npm run token prints a token of the running issuer, and nothing else', async () => {
  const issuer = shop.process.issuerUrl;
  const { stdout } = await printToken('kim', '--operator', '--issuer', issuer);
  const keys = createRemoteJWKSet(new URL(`${issuer}/keys`));
  const { payload, protectedHeader } = await jwtVerify(stdout.trim(), keys, { issuer, audience: 'hearty-breakfast' });
  expect(payload).toMatchObject({ sub: 'kim', roles: ['operator'], exp: expect.any(Number) });
  expect(protectedHeader.alg).toBe('ES256');
});

it.each([
  [['kim', '--issuer', 'http://127.0.0.1:1'], /^No token issuer answers at http:\/\/127.0.0.1:1/],
  [[], /^npm run token --/],
  [['kim', 'lee'], /^npm run token --/],
  [['kim', '--admin'], /--admin/],
])('npm run token says in a line what is wrong with %j', async (args, reason) => {
  await expect(printToken(...args)).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(reason),
  });
});

it('the issuer describes itself, as OpenID Connect wants it', async () => {
  const { url } = await open();
  const discovery = await (await fetch(`${url}/.well-known/openid-configuration`)).json();
  expect(discovery).toEqual({ issuer: url, jwks_uri: `${url}/keys`, token_endpoint: `${url}/token` });
  const { keys } = (await (await fetch(`${url}/keys`)).json()) as { keys: object[] };
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
});

it('the issuer refuses what makes no token', async () => {
  const { url } = await open();
  for (const body of ['', '{', '{}', '{"subject":""}', '{"subject":"kim","admin":true}']) {
    expect((await fetch(`${url}/token`, { method: 'POST', body })).status).toBe(400);
  }
  expect((await fetch(`${url}/login`)).status).toBe(404);
});

it('the issuer keeps its key in the store', async () => {
  const store = new MemoryStore();
  const keysOf = async ({ url }: { url: string }) => (await fetch(`${url}/keys`)).text();
  expect(await keysOf(await open({ store, port: 0 }))).toBe(await keysOf(await open({ store, port: 0 })));
});

it('the issuer finds another port where its own is taken and nobody named one', async () => {
  const squatter = createServer();
  // Somebody else may hold the port already; then it is taken all the same.
  await new Promise<void>((resolve) =>
    squatter.once('error', () => resolve()).listen(DEFAULT_PORT, '127.0.0.1', resolve),
  );
  onTestFinished(() => void squatter.close());
  const issuer = await open({});
  expect(issuer.port).not.toBe(DEFAULT_PORT);
  await expect(open({ port: issuer.port })).rejects.toThrow('EADDRINUSE');
});
