import { HeartyBreakfast } from '../../client/heartyBreakfast.js';
import type { ClientOptions } from '../../client/options.js';
import { ProblemError } from '../../client/problemError.js';
import { breakfast } from './breakfast.js';

export const ORDER = {
  orderId: 'o-1',
  customerId: 'kim',
  status: 'confirmed',
  lines: [{ menuId: 'bulgogi-rice', quantity: 3, price: 9_000 }],
  amount: 3,
  totalPrice: 27_000,
  currency: 'KRW',
  deliveryAddress: '서울시 종로구 1',
  placedAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:01.000Z',
  payment: null,
  delivery: null,
  points: null,
  cancellableUntil: null,
  reason: null,
};
export const REQUEST = breakfast();

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

type Script = Response | Error;

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function problem(
  slug: string,
  status: number,
  extras: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = {
    type: `urn:hearty-breakfast:problem:${slug}`,
    title: slug,
    status,
    detail: `about ${slug}`,
    ...extras,
  };
  return json(status, body, { 'content-type': 'application/problem+json', ...headers });
}

/** A client against answers given in advance, in a world where sleeping only moves the clock. */
export function clientOf(script: Script[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  let time = 0;
  let keys = 0;
  const client = new HeartyBreakfast({
    url: 'http://shop.example/',
    ...options,
    surroundings: {
      fetch: async (request) => {
        const { url, method, headers } = request;
        const body = await request.text();
        sent.push({ url, method, headers, body: body === '' ? undefined : JSON.parse(body) });
        const answer = script.shift();
        if (answer === undefined) throw new Error('one call more than expected');
        if (answer instanceof Error) throw answer;
        return answer;
      },
      sleep: async (ms) => {
        pauses.push(ms);
        time += ms;
      },
      now: () => time,
      random: () => 0,
      newKey: () => `key-${++keys}`,
    },
  });
  return { client, sent, pauses };
}

/** @returns the problem that a call failed with */
export async function failure(call: Promise<unknown>): Promise<ProblemError> {
  const error = await call.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw error;
}
