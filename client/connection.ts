import type * as z from 'zod';
import { ConnectionError } from './connectionError.js';
import { type CallOptions, type ClientOptions, REAL_SURROUNDINGS, type Surroundings } from './options.js';
import { problemOf } from './problemError.js';
import { retrying } from './retrying.js';

/** One call of the API. */
export interface Call<T> {
  readonly method: 'GET' | 'POST';
  /** Below `/api`, with its query. */
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds that the service may take its time to answer. */
  readonly wait?: number | undefined;
  /** Statuses besides 2xx that bring the answer too. */
  readonly alsoAnswers?: readonly number[];
}

export type Connection = <T>(call: Call<T>, options?: CallOptions) => Promise<T>;

const PATIENCE_MS = 60_000;

/** An answer that takes longer than this, beyond the wait that was asked for, is given up. */
const SLOWEST_ANSWER_MS = 15_000;

/** Carries calls to the API and parses what comes back. @throws TypeError where the address is none */
export function connect(options: ClientOptions): Connection {
  const surroundings: Surroundings = { ...REAL_SURROUNDINGS, ...options.surroundings };
  const base = new URL(options.url).href.replace(/\/+$/, '');

  async function headersOf<T>({ body, headers, wait }: Call<T>): Promise<Record<string, string>> {
    const token = typeof options.token === 'function' ? await options.token() : options.token;
    return {
      accept: 'application/json, application/problem+json',
      'accept-language': options.language ?? 'en',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(wait !== undefined && { prefer: `wait=${wait}` }),
      ...headers,
    };
  }

  /** A request that cannot even be made, for a key that no header holds say, is the caller's error and not retried. */
  async function requestFor<T>(call: Call<T>, signal: AbortSignal | undefined): Promise<Request> {
    const timeout = AbortSignal.timeout(SLOWEST_ANSWER_MS + (call.wait ?? 0) * 1_000);
    return new Request(`${base}/api${call.path}`, {
      method: call.method,
      headers: await headersOf(call),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    });
  }

  async function exchange(request: Request, signal: AbortSignal | undefined) {
    try {
      const response = await surroundings.fetch(request);
      return { response, text: await response.text() };
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ConnectionError(`No answer from ${request.url}`, { cause });
    }
  }

  async function attempt<T>(call: Call<T>, signal: AbortSignal | undefined): Promise<T> {
    const { response, text } = await exchange(await requestFor(call, signal), signal);
    // Whatever is no JSON was said by something on the way.
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const isAnswer = isJson && (response.ok || call.alsoAnswers?.includes(response.status));
    if (!isAnswer) throw problemOf(response, text);
    return call.answer.parse(JSON.parse(text));
  }

  return (call, { patienceMs = options.patienceMs ?? PATIENCE_MS, signal } = {}) =>
    retrying(() => attempt(call, signal), { patienceMs, ...(signal && { signal }) }, surroundings);
}
