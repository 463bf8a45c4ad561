import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '../../log.js';
import type { Meters } from '../charges/meters.js';
import type { Account } from '../model/account.js';
import { parseAddress } from './address.js';
import type { Authorize } from './authorization.js';
import { answerFailure } from './failure.js';
import type { Answer } from './operation.js';
import { readBody } from './readBody.js';
import { operationFor } from './routes.js';

/** The SDK keeps its sockets; one that the server closes first shows as a reset, which fails writes. */
const KEEP_ALIVE_MS = 120_000;

const CONTENT_TYPE = 'application/json';
const VERSION = '2020-07-15';

export interface Service {
  readonly account: Account;
  readonly meters: Meters;
  readonly authorize: Authorize;
  readonly log: Log;
}

/** The server of the REST protocol, not yet listening. */
export function createCosmosHttpServer(service: Service): Server {
  const server = createServer((request, response) => {
    void answer(service, request)
      .catch((error: unknown) => answerFailure(error, `${request.method} ${request.url}`, service.log))
      .then((result) => send(response, result));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

async function answer({ account, meters, authorize }: Service, request: IncomingMessage): Promise<Answer> {
  const { method = 'GET', url = '/', headers } = request;
  const body = method === 'GET' || method === 'DELETE' ? '' : await readBody(request);
  const address = parseAddress(url);
  authorize(method, address, headers);
  return operationFor(method, address)({ account, meters, address, headers, body });
}

function send(response: ServerResponse, { status, body = '', charge, etag, headers }: Answer): void {
  response.writeHead(status, {
    'content-type': CONTENT_TYPE,
    ...(status !== 304 && { 'content-length': Buffer.byteLength(body) }),
    'x-ms-version': VERSION,
    'x-ms-activity-id': randomUUID(),
    'x-ms-request-charge': charge.toFixed(2),
    ...(etag !== undefined && { etag }),
    ...headers,
  });
  response.end(body);
}
