import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { SignJWT } from 'jose';
import { ZodError } from 'zod';
import type { Clock } from '../clock.js';
import { closeNow } from '../listen.js';
import type { Log } from '../log.js';
import type { Store } from '../storage/store.js';
import { listen } from './listen.js';
import { ALGORITHM, signingKey } from './signingKey.js';
import { type TokenAnswer, TokenRequest } from './tokenRequest.js';

export interface TokenIssuerOptions {
  /** 0 picks a free one; undefined means 9091, or a free one where that is taken. */
  readonly port?: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

export interface TokenIssuer {
  readonly port: number;
  /** What its tokens say in `iss`. */
  readonly url: string;
  issue(request: Partial<TokenRequest> & { readonly subject: string }): Promise<TokenAnswer>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Starts an OpenID Connect issuer for development: discovery, keys, and tokens for whoever asks on this machine.
 * Nobody logs in anywhere.
 */
export async function startTokenIssuer({ port, store, clock, log }: TokenIssuerOptions): Promise<TokenIssuer> {
  const key = await signingKey(store);

  async function issue(wanted: Partial<TokenRequest> & { subject: string }): Promise<TokenAnswer> {
    const { subject, roles, audience, lifetimeSeconds } = TokenRequest.parse(wanted);
    const now = Math.floor(clock.now() / 1_000);
    const token = await new SignJWT({ roles })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.keyId, typ: 'JWT' })
      .setIssuer(url)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(key.privateKey);
    return { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds };
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    switch (`${request.method} ${request.url}`) {
      case 'GET /.well-known/openid-configuration':
        return { status: 200, body: { issuer: url, jwks_uri: `${url}/keys`, token_endpoint: `${url}/token` } };
      case 'GET /keys':
        return { status: 200, body: { keys: [key.publicJwk] } };
      case 'POST /token':
        return { status: 200, body: await issue(TokenRequest.parse(await json(request))) };
      default:
        return { status: 404, body: { error: 'not_found' } };
    }
  }

  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => {
        const wrong = error instanceof ZodError || error instanceof SyntaxError;
        if (!wrong) log.write('error', 'token-issuer', String(error));
        return { status: wrong ? 400 : 500, body: { error: wrong ? 'invalid_request' : 'server_error' } };
      })
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.end(JSON.stringify(body));
      });
  });
  const listening = await listen(server, port);
  const url = `http://127.0.0.1:${listening}`;
  log.write('info', 'token-issuer', `listens on ${url}`);
  return { port: listening, url, issue, stop: () => closeNow(server) };
}
