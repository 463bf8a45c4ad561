import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import type { HttpMessage } from './message.js';
import { httpDataOf } from './request.js';

const TEXT = '{"address":"서울"}';

const MESSAGE: HttpMessage = {
  method: 'POST',
  url: 'http://Shop.example:80/api/서울?a=1&a=2',
  path: '/api/서울',
  query: new URLSearchParams('a=1&a=2'),
  headers: { host: 'Shop.example', 'content-type': 'application/json', 'x-twice': 'a,b' },
  body: Buffer.from(TEXT),
  chunked: false,
};

/** The request that the app sees, and the one that it would see if the library made all of it. */
function bothOf(changes: Partial<HttpMessage> = {}) {
  const { nativeRequest, ...data } = httpDataOf({ ...MESSAGE, ...changes }, { id: '7' });
  const made = (init: object) => new HttpRequest(init as ConstructorParameters<typeof HttpRequest>[0]);
  return { nativeRequest, seen: made({ ...data, nativeRequest }), expected: made(data) };
}

const shown = (request: HttpRequest) => ({
  method: request.method,
  url: request.url,
  headers: [...request.headers],
  query: [...request.query],
  params: request.params,
  bodyUsed: request.bodyUsed,
});

type Reading = (request: HttpRequest) => Promise<unknown>;

const READINGS: readonly (readonly [string, Reading])[] = [
  ['arrayBuffer', async (request) => Buffer.from(await request.arrayBuffer()).toString()],
  ['text', (request) => request.text()],
  ['json', (request) => request.json()],
  ['blob', async (request) => (await request.blob()).type],
  ['formData', (request) => request.formData()],
  ['body', async (request) => request.body && new Response(request.body as ReadableStream).text()],
];

const PAIRS = READINGS.flatMap(([name, first]) =>
  READINGS.map(([then, second]) => [`${name}, then ${then}`, first, second] as const),
);

const outcome = (reading: Promise<unknown>) =>
  reading.catch((error: unknown) => `refused as ${error instanceof Error ? error.name : error}`);

describe("a request made on demand is as the library's own", () => {
  it.each<Partial<HttpMessage>>([
    {},
    { method: 'DELETE', body: Buffer.alloc(0) },
    { method: 'GET', body: Buffer.alloc(0) },
    { method: 'PUT', chunked: true },
    { url: 'http://shop.example/a/../b%20c?d=%zz#e' },
  ])('in all that can be seen of it: %o', (changes) => {
    const { nativeRequest, seen, expected } = bothOf(changes);
    expect(nativeRequest).toBeDefined();
    expect(shown(seen)).toEqual(shown(expected));
  });

  it.each(PAIRS)('read by %s', async (_, first, second) => {
    for (const body of [Buffer.from(TEXT), Buffer.alloc(0)]) {
      const { seen, expected } = bothOf({ body });
      for (const reading of [first, second]) {
        expect(await outcome(reading(seen))).toEqual(await outcome(reading(expected)));
        expect(seen.bodyUsed).toBe(expected.bodyUsed);
      }
    }
  });

  it('cloned, before and after reading', async () => {
    const { seen } = bothOf();
    const copy = seen.clone();
    expect([await seen.text(), await copy.text()]).toEqual([TEXT, TEXT]);
    expect(shown(copy)).toEqual(shown(seen));
    const { seen: read } = bothOf();
    await read.arrayBuffer();
    expect(() => read.clone()).toThrow(TypeError);
  });

  it('with a body of its own, and headers that may be changed', async () => {
    const { seen } = bothOf();
    seen.headers.set('x-seen', 'yes');
    expect(seen.clone().headers.get('x-seen')).toBe('yes');
    new Uint8Array(await seen.arrayBuffer()).fill(0);
    expect(Buffer.from(MESSAGE.body).toString()).toBe(TEXT);
  });

  it.each<Partial<HttpMessage>>([
    { method: 'GET' },
    { method: 'HEAD', body: Buffer.alloc(0) },
    { method: 'TRACE', body: Buffer.alloc(0) },
    { url: 'http://user@shop.example/' },
  ])('and left to the library where that refuses or changes it: %o', (changes) => {
    expect(httpDataOf({ ...MESSAGE, ...changes }, {}).nativeRequest).toBeUndefined();
  });
});
