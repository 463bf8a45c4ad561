import { describe, expect, it } from 'vitest';
import { breakfast, NO_ORDER } from '../support/breakfast.js';
import { sharedShop } from '../support/sharedShop.js';
import { problem, wrongFields } from './support/problems.js';
import { type RawRequest, sendBytes, sendRaw } from './support/rawRequest.js';

const shop = sharedShop();

const GOOD = JSON.stringify(breakfast());
const LIMIT = 64 * 1024;

/** Posts bytes as an order, with their true length unless the headers say otherwise. */
function post(body: Uint8Array | string, headers: RawRequest['headers'] = {}) {
  return sendRaw(shop.process.url, {
    method: 'POST',
    path: '/api/orders',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
    body,
  });
}

/** A good order, padded with blanks to a number of bytes. */
const padded = (bytes: number) => GOOD.padEnd(bytes - (Buffer.byteLength(GOOD) - GOOD.length), ' ');

describe('the size of a body', () => {
  it('may be 64 KiB', async () => expect((await post(padded(LIMIT))).status).toBe(202));

  it('may not be one byte more', async () =>
    expect(await post(padded(LIMIT + 1))).toMatchObject(problem('payload-too-large')));

  it('may not be very large', async () =>
    expect(await post(Buffer.alloc(5_000_000, 0x20))).toMatchObject(problem('payload-too-large')));

  it('counts for a cancel, too', async () => {
    const body = JSON.stringify({ reason: 'x'.repeat(LIMIT) });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const path = `/api/orders/${NO_ORDER}/cancel`;
    const answer = await sendRaw(shop.process.url, { method: 'POST', path, headers, body });
    expect(answer).toMatchObject(problem('payload-too-large'));
  });

  it('has to be told: the platform loses a body in chunks, which must not pass for none', async () => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    for (const body of [GOOD, padded(LIMIT + 1)]) {
      const answer = await sendRaw(shop.process.url, { method: 'POST', path: '/api/orders', headers, body });
      expect(answer).toMatchObject(wrongFields(''));
    }
  });

  it.each(['-1', 'many', '0x10', '1, 2'])('cannot be %s', async (length) => {
    const head = `POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${length}`;
    expect(await sendBytes(shop.process.url, `${head}\r\nConnection: close\r\n\r\n{}`)).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('the type of a body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset="UTF-8"'])(
    'may be %s',
    async (type) => expect((await post(GOOD, { 'content-type': type })).status).toBe(202),
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'application/problem+json',
    'application/json; charset=euc-kr',
    'application/json; charset=utf-16',
    'application/json, application/json',
    'json',
    '',
  ])('may not be "%s"', async (type) =>
    expect(await post(GOOD, { 'content-type': type })).toMatchObject(problem('unsupported-media-type')),
  );

  it('is needed', async () => {
    const headers = { 'content-length': Buffer.byteLength(GOOD) };
    const answer = await sendRaw(shop.process.url, { method: 'POST', path: '/api/orders', headers, body: GOOD });
    expect(answer).toMatchObject(problem('unsupported-media-type'));
  });

  it('is not enough where the body is compressed', async () =>
    expect(await post(GOOD, { 'content-encoding': 'gzip' })).toMatchObject(problem('unsupported-media-type')));
});

describe('a body that is no JSON in UTF-8', () => {
  it.each<[string, Uint8Array | string]>([
    ['nothing', ''],
    ['blanks', '   '],
    ['half an object', GOOD.slice(0, -1)],
    ['more than an object', `${GOOD}{}`],
    ['a trailing comma', GOOD.replace('}', ',}')],
    ['single quotes', "{'customerId':'kim'}"],
    ['a comment', `/* order */${GOOD}`],
    ['NaN', GOOD.replace('3', 'NaN')],
    ['a plus sign', GOOD.replace('3', '+3')],
    ['a leading zero', GOOD.replace('3', '03')],
    ['a hexadecimal number', GOOD.replace('3', '0x3')],
    ['a bare word', 'order'],
    ['a form', 'customerId=kim'],
    ['a byte order mark', `\ufeff${GOOD}`],
    ['a line break within a string', GOOD.replace('kim', 'k\nim')],
    ['a NUL', `${GOOD}\u0000`],
    ['UTF-16', Buffer.from(GOOD, 'utf16le')],
    ['EUC-KR', Buffer.concat([Buffer.from('{"deliveryAddress":"'), Buffer.from([0xbc, 0xad]), Buffer.from('"}')])],
    ['half a surrogate pair in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['an overlong slash', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ])('is malformed: %s', async (_, body) => expect(await post(body)).toMatchObject(problem('malformed-json')));
});

describe('JSON that no honest client sends', () => {
  const quantity = (number: string) => GOOD.replace('"quantity":3', `"quantity":${number}`);

  it.each<[string, string, string]>([
    ['a field twice', GOOD.replace('{', '{"customerId":"lee",'), 'customerId'],
    ['a field twice, escaped', GOOD.replace('{', '{"customer\\u0049d":"lee",'), 'customerId'],
    ['a nested field twice', quantity('3,"quantity":4'), 'lines.0.quantity'],
    ['__proto__', GOOD.replace('{', '{"__proto__":{"customerId":"lee"},'), '__proto__'],
    ['a nested __proto__', quantity('3,"__proto__":{"quantity":1}'), 'lines.0.__proto__'],
    ['constructor', GOOD.replace('{', '{"constructor":{"prototype":{}},'), 'constructor'],
    ['toString', GOOD.replace('{', '{"toString":1,'), 'toString'],
    ['1e0', quantity('1e0'), 'lines.0.quantity'],
    ['1e3', quantity('1e3'), 'lines.0.quantity'],
    ['1.0', quantity('1.0'), 'lines.0.quantity'],
    ['1.5', quantity('1.5'), 'lines.0.quantity'],
    ['-0', quantity('-0'), 'lines.0.quantity'],
    ['-1', quantity('-1'), 'lines.0.quantity'],
    ['1e999', quantity('1e999'), 'lines.0.quantity'],
    ['a number of a thousand digits', quantity('9'.repeat(1_000)), 'lines.0.quantity'],
    ['a number in quotes', quantity('"3"'), 'lines.0.quantity'],
    ['half a character', GOOD.replace('서울시 종로구 1', '\\ud83c'), 'deliveryAddress'],
    ['an object for a string', GOOD.replace('"bk_ok"', '{"toString":"x"}'), 'billingKey'],
  ])('is refused: %s', async (_, body, path) => expect(await post(body)).toMatchObject(wrongFields(path)));

  it('is refused where it is nested too deeply, however deeply', async () => {
    for (const depth of [17, 1_000, 30_000]) {
      const body = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      expect(await post(body)).toMatchObject(problem('invalid-request'));
    }
  });

  it('gets a short answer even where a great deal is wrong', async () => {
    const { status, body } = await post(`{${Array.from({ length: 5_000 }, (_, i) => `"f${i}":1`)}}`);
    expect(status).toBe(400);
    expect((body as { errors: unknown[] }).errors).toHaveLength(20);
  });
});
