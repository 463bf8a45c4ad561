import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../clock.js';
import { closeNow, listenOn } from '../listen.js';
import type { Log } from '../log.js';
import { NotSimulatedError } from '../notSimulated.js';
import type { Store } from '../storage/store.js';
import { type Answer, refusal } from './answer.js';
import { Books } from './books.js';
import { openDialect } from './dialect.js';
import { FaultPlan } from './faults.js';
import { readJson } from './readJson.js';
import { simulatorApi } from './simulatorApi.js';

export interface PaymentProviderOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly secretKey?: string;
}

export interface PaymentProviderServer {
  readonly port: number;
  readonly url: string;
  readonly secretKey: string;
  /** Charges, cancels and look-ups that arrived since the start, answered or not. */
  requests(): number;
  stop(): Promise<void>;
}

const DEFAULT_SECRET_KEY = 'test_sk_hearty_breakfast';

/** Starts the simulator of the payment provider on this machine. Its books are in the store. */
export async function startPaymentProvider(options: PaymentProviderOptions): Promise<PaymentProviderServer> {
  const { store, clock, log, secretKey = DEFAULT_SECRET_KEY } = options;
  const books = new Books(store);
  const faults = new FaultPlan(store);
  const dialect = openDialect(store, clock, books, faults, secretKey);
  const { requests } = dialect;

  async function serve(request: IncomingMessage): Promise<Answer | 'dropped'> {
    const { method = '', headers } = request;
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const body = await readJson(request);
    const told = await simulatorApi({ books, faults, requests }, `${method} ${path}`, body);
    if (told) return told;
    if (headers['tosspayments-test-code']) throw new NotSimulatedError('payment provider: TossPayments-Test-Code');
    const idempotencyKey = headers['idempotency-key']?.toString();
    const answer = await dialect.serve({ method, path, body, idempotencyKey, authorization: headers.authorization });
    if (!answer) throw new NotSimulatedError(`payment provider: ${method} ${path}`);
    return answer;
  }

  const server = createServer((request, response) => {
    serve(request)
      .catch(troubleIn(log))
      .then((answer) => send(response, answer));
  });
  const port = await listenOn(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  log.write('info', 'payment-provider', `listens on ${url}`);
  return { port, url, secretKey, requests, stop: () => closeNow(server) };
}

function troubleIn(log: Log) {
  return (error: unknown): Answer => {
    log.write('error', 'payment-provider', String(error));
    if (error instanceof NotSimulatedError) {
      return { status: 501, body: { code: error.code, message: error.message } };
    }
    return refusal('FAILED_INTERNAL_SYSTEM_PROCESSING');
  };
}

function send(response: ServerResponse, answer: Answer | 'dropped'): void {
  if (answer === 'dropped') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}
