import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { appOf, hostApp } from './support/hostedApp.js';

const ECHO = appOf(`
  app.http('echo', {
    route: 'echo/{word?}',
    methods: ['GET', 'POST', 'PUT', 'HEAD'],
    handler: async (request) => ({
      jsonBody: {
        url: request.url,
        params: request.params,
        query: Object.fromEntries(request.query),
        all: request.query.getAll('a'),
        header: request.headers.get('x-many'),
        body: await request.text(),
      },
    }),
  });
`);

interface Echo {
  readonly url: string;
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  readonly all: string[];
  readonly header: string | null;
  readonly body: string;
}

/** Sends bytes to a server and reads until it closes the connection. */
async function exchange(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

const returning = (result: string) => appOf(`app.http('give', { handler: async () => { ${result} } });`);

test('a repeated query value comes as one, joined by commas, while the URL keeps what was sent', async () => {
  const { fetch } = await hostApp(ECHO);
  const echo = (await (await fetch('/api/echo?a=1&a=2&b=x%20y')).json()) as Echo;
  expect(echo.query).toEqual({ a: '1,2', b: 'x y' });
  expect(echo.all).toEqual(['1,2']);
  expect(echo.url).toMatch(/\/api\/echo\?a=1&a=2&b=x%20y$/);
});

test('route parameters come decoded, and those left out are not there', async () => {
  const { fetch } = await hostApp(ECHO);
  expect(((await (await fetch('/api/echo/%EB%B0%A5%20a')).json()) as Echo).params).toEqual({ word: '밥 a' });
  expect(((await (await fetch('/api/echo')).json()) as Echo).params).toEqual({});
});

test('a slash that is encoded in the path stays encoded, within its parameter', async () => {
  const { fetch } = await hostApp(ECHO);
  expect(((await (await fetch('/api/echo/a%2Fb%20c')).json()) as Echo).params).toEqual({ word: 'a%2Fb c' });
});

test('a repeated header comes as one, joined by a comma', async () => {
  const { host } = await hostApp(ECHO);
  const body = await new Promise<string>((resolve, reject) => {
    const call = request(`${host.url}/api/echo`, { headers: { 'x-many': ['a', 'b'] } }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => resolve(text));
    });
    call.on('error', reject).end();
  });
  expect((JSON.parse(body) as Echo).header).toBe('a,b');
});

test('a body with a Content-Length arrives', async () => {
  const { fetch } = await hostApp(ECHO);
  const echo = (await (await fetch('/api/echo', { method: 'POST', body: '{"x":"밥"}' })).json()) as Echo;
  expect(echo.body).toBe('{"x":"밥"}');
});

test('a chunked body is empty, as on Azure, and a warning names the cause', async () => {
  const { host, log } = await hostApp(ECHO);
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('hello'));
      controller.close();
    },
  });
  const answer = await fetch(`${host.url}/api/echo`, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(((await answer.json()) as Echo).body).toBe('');
  expect(log.at('warn').join()).toContain('Content-Length');
});

test('a body above the limit is refused with 413', async () => {
  const { fetch } = await hostApp(ECHO, { settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '10' } });
  expect((await fetch('/api/echo', { method: 'POST', body: '0123456789' })).status).toBe(200);
  expect((await fetch('/api/echo', { method: 'POST', body: '0123456789A' })).status).toBe(413);
});

test('names that every object has are names like any other', async () => {
  const { fetch } = await hostApp(
    appOf(`
      app.http('show', {
        handler: ({ query, headers }) => ({ jsonBody: [query.get('constructor'), headers.get('constructor')] }),
      });
    `),
  );
  const answer = await fetch('/api/show?constructor=1', { headers: { constructor: '2' } });
  expect(await answer.json()).toEqual(['1', '2']);
});

test.each([
  ['a host with two ports', 'GET /api/echo HTTP/1.1\r\nHost: a:1:2'],
  ['a host with a path', 'GET /api/echo HTTP/1.1\r\nHost: a/b?c'],
  ['somebody at a host', 'GET /api/echo HTTP/1.1\r\nHost: kim@a'],
  ['somebody in its target', 'GET http://kim:secret@a/api/echo HTTP/1.1\r\nHost: a'],
])('a request that names %s is refused with 400', async (_, head) => {
  const { host, log } = await hostApp(ECHO);
  expect(await exchange(host.url, `${head}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  expect(log.lines).toEqual([]);
});

test('a client that leaves in the middle of its body is no error of the host', async () => {
  const { host, log, fetch } = await hostApp(ECHO);
  const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
  socket.write('POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n12345');
  await once(socket, 'data'); // The host is about to read the body.
  socket.destroy();
  await once(socket, 'close');
  await fetch('/api/echo');
  expect(log.at('error')).toEqual([]);
});

test('a function that returns nothing answers 204', async () => {
  const { fetch } = await hostApp(returning('return undefined'));
  expect((await fetch('/api/give')).status).toBe(204);
});

test('a function that throws answers 500 with an empty body, and the log says why', async () => {
  const { fetch, log } = await hostApp(returning('throw new Error("no rice left")'));
  const answer = await fetch('/api/give');
  expect([answer.status, await answer.text()]).toEqual([500, '']);
  expect(log.at('error').join()).toContain('no rice left');
});

test('a function that throws an error whose message is no text is told of as well', async () => {
  const { fetch, log } = await hostApp(returning('throw Object.assign(new Error(), { message: { code: 7 } })'));
  expect((await fetch('/api/give')).status).toBe(500);
  expect(log.at('error').join()).toContain('[object Object]');
});

test('an answer with a header that cannot be sent is 500, and the log says why', async () => {
  const { fetch, log } = await hostApp(returning(`return { cookies: [{ name: 'a', value: 'b', domain: 'x\\ny' }] };`));
  expect((await fetch('/api/give')).status).toBe(500);
  expect(log.at('error').join()).toContain('could not be answered: TypeError');
});

test('a status outside 200 to 599 is a failure of the function', async () => {
  const { fetch } = await hostApp(returning('return { status: 99 }'));
  expect((await fetch('/api/give')).status).toBe(500);
});

test('text gets a content type, and a stream is sent whole', async () => {
  const { fetch } = await hostApp({
    ...appOf(`
      import { Readable } from 'node:stream';
      app.http('text', { handler: () => ({ body: 'rice' }) });
      app.http('stream', { handler: () => ({ body: Readable.from(['ri', 'ce']) }) });
    `),
  });
  const text = await fetch('/api/text');
  expect([await text.text(), text.headers.get('content-type')]).toEqual(['rice', 'text/plain;charset=UTF-8']);
  const stream = await fetch('/api/stream');
  expect([await stream.text(), stream.headers.get('content-type')]).toEqual(['rice', null]);
});

test('HEAD has the headers and no body', async () => {
  const { fetch } = await hostApp(ECHO);
  const answer = await fetch('/api/echo', { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test('cookies are written as ASP.NET writes them', async () => {
  const cookies = `[
    { name: 'a b', value: 'ü' },
    { name: 'c', value: '1', path: '/x', maxAge: 5, secure: true, httpOnly: true, sameSite: 'None' },
  ]`;
  const { fetch } = await hostApp(returning(`return { cookies: ${cookies} }`));
  expect((await fetch('/api/give')).headers.getSetCookie()).toEqual([
    'a%20b=%C3%BC; path=/',
    'c=1; max-age=5; path=/x; secure; samesite=none; httponly',
  ]);
});

test('the trace of the caller reaches the function', async () => {
  const { fetch } = await hostApp(
    appOf(`app.http('trace', { handler: (_, context) => ({ body: context.traceContext.traceParent }) });`),
  );
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  expect(await (await fetch('/api/trace', { headers: { traceparent } })).text()).toBe(traceparent);
  expect(await (await fetch('/api/trace')).text()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});

test('each call is one readable line with the order it was about', async () => {
  const { fetch, log } = await hostApp(
    appOf(`
      app.http('getOrder', { route: 'orders/{orderId}', handler: () => ({ body: 'x' }) });
      app.http('placeOrder', {
        route: 'orders',
        handler: () => ({ status: 202, headers: { Location: '/api/orders/o-2' } }),
      });
    `),
  );
  await fetch('/api/orders/o-1');
  await fetch('/api/orders', { method: 'POST' });
  const lines = log.at('info').map((line) => line.replace(/\d+ms/, 'Nms'));
  expect(lines).toEqual(['getOrder 200 Nms order=o-1', 'placeOrder 202 Nms order=o-2']);
});

test('an id with line breaks or colours in it leaves one line, too', async () => {
  const { fetch, log } = await hostApp(
    appOf(`app.http('getOrder', { route: 'orders/{orderId}', handler: () => ({}) });`),
  );
  await fetch('/api/orders/o-1%0AERROR%1B[31m');
  expect(log.at('info')).toEqual([expect.stringMatching(/^getOrder 200 \d+ms order=o-1\?ERROR\?\[31m$/)]);
});

test('what the app logs comes with its function and level', async () => {
  const { fetch, log } = await hostApp(
    appOf(`app.http('speak', { handler: (_, context) => { context.warn('low on', 'rice'); return {}; } });`),
  );
  await fetch('/api/speak');
  expect(log.lines).toContainEqual({ level: 'warn', source: 'app', text: 'speak: low on rice' });
});
