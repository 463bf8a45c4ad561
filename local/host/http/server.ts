import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../clock.js';
import { listenOn } from '../../listen.js';
import type { Log } from '../../log.js';
import { type HttpAnswer, type HttpMessage, statusOnly } from './message.js';
import { BadRequestError, readMessage } from './readMessage.js';

export interface HttpServer {
  /** `127.0.0.1:7071` */
  readonly host: string;
  /** From now on `handler` answers, also what came in before. */
  answerWith(handler: (message: HttpMessage) => Promise<HttpAnswer>): void;
  /** Sends what has been answered and closes everything. */
  close(): Promise<void>;
}

/** Azure's default, `FUNCTIONS_REQUEST_BODY_SIZE_LIMIT`. */
const BODY_LIMIT = 104_857_600;

/** Kestrel keeps an idle connection for 130 s; Node's 5 s would cut clients off in the middle of their next request. */
const KEEP_ALIVE_MS = 130_000;

/** How long a client may take to receive its answer while the server closes. */
const PATIENCE_MS = 2_000;

/** A body goes in chunks, as Kestrel sends it, unless the function said how long it is. */
function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  response.writeHead(status, headers.flat());
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Where to reach a server that listens at `address`, also where that means every interface. */
function reachable(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return address.includes(':') ? `[${address}]` : address;
}

/**
 * Listens at once, so that its address is known before the app loads; requests wait until somebody answers them.
 *
 * @param port 0 for a free one
 * @throws where the port is taken
 */
export async function openHttpServer(port: number, address: string, clock: Clock, log: Log): Promise<HttpServer> {
  let limit = BODY_LIMIT;
  let ready: (handler: (message: HttpMessage) => Promise<HttpAnswer>) => void = () => {};
  const handler = new Promise<(message: HttpMessage) => Promise<HttpAnswer>>((resolve) => {
    ready = resolve;
  });

  async function answer(request: IncomingMessage): Promise<HttpAnswer> {
    try {
      const message = await readMessage(request, host, limit);
      return await (await handler)(message);
    } catch (error) {
      if (error instanceof BadRequestError) return { status: error.status, headers: [['connection', 'close']] };
      log.write('error', 'host', `${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}`);
      return statusOnly(500);
    }
  }

  const sending = new Set<ServerResponse>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    answer(request)
      .then((answered) => {
        sending.add(response);
        response.on('close', () => sending.delete(response));
        send(request, response, answered);
      })
      // Headers that cannot be sent, or a client that has gone.
      .catch((error: unknown) => {
        log.write('error', 'host', `${request.method} ${request.url} could not be answered: ${error}`);
        if (response.headersSent) response.destroy();
        else send(request, response, statusOnly(500));
      });
  });
  const host = `${reachable(address)}:${await listenOn(server, port, address)}`;

  return {
    host,
    answerWith(handler) {
      // Only now: local.settings.json may have set it.
      limit = Number(process.env.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT) || BODY_LIMIT;
      ready(handler);
    },
    async close() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      await new Promise(setImmediate); // What has been answered in this turn is being sent in the next.
      const sent = Promise.all([...sending].map((response) => once(response, 'close')));
      await Promise.race([sent, clock.sleep(PATIENCE_MS)]);
      server.closeAllConnections();
      await closed;
    },
  };
}
