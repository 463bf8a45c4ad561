import fc from 'fast-check';
import { EXAMPLES } from '../../../functions/api/document/examples.js';
import { openApiDocument } from '../../../functions/api/document/openApiDocument.js';

/** A request that means no good, and the operation of the document that it is aimed at. */
export interface HostileRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | undefined;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly body: object | undefined;
}

function operations(): Operation[] {
  const { paths, components } = openApiDocument();
  const known = (components as { parameters: Record<string, Parameter> }).parameters;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      operationId: operationId as string,
      parameters: (parameters as { $ref: string }[]).flatMap(({ $ref }) => known[$ref.split('/').at(-1) ?? ''] ?? []),
      body: requestBody ? EXAMPLES[operationId === 'placeOrder' ? 'PlaceOrder' : 'CancelOrder'] : undefined,
    })),
  );
}

const NASTY = [
  '',
  ' ',
  '.',
  '..',
  '0',
  '-1',
  '1e3',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '$' + '{7*7}',
  '%00',
  '*',
  '"',
  '\\',
  'wait=',
  'wait=-1',
  'wait=99999999999999999999',
  'W/"',
  'ko;q=',
  'bk_declined',
  'x'.repeat(201),
  'x'.repeat(3_000),
];

const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 80 }), fc.string());

/** What HTTP lets through in the value of a header. */
const headerValue = text.map((value) => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').trim());

const value = fc.oneof(
  fc.constantFrom(-0, 1.5, 1e21, 2 ** 53, 100, null, true, [], {}, '3'),
  text,
  fc.jsonValue({ maxDepth: 3 }),
);

/** The example with something wrong in it: a field lost, added or exchanged, at any depth. */
function damaged(example: object): fc.Arbitrary<unknown> {
  const fields = Object.keys(example);
  return fc.oneof(
    fc.constantFrom(...fields).map((field) => ({ ...example, [field]: undefined })),
    fc.tuple(fc.oneof(fc.constantFrom(...fields), text), value).map(([field, bad]) => ({ ...example, [field]: bad })),
    fc.tuple(fc.constantFrom('menuId', 'quantity', 'price'), value).map(([field, bad]) => ({
      ...example,
      lines: [{ menuId: 'kimbap', quantity: 1, [field]: bad }],
    })),
    value,
  );
}

/** JSON, good or spoilt after it was written; or anything. */
function bodies(example: object): fc.Arbitrary<Buffer> {
  const json = damaged(example).map((wrong) => JSON.stringify(wrong) ?? '');
  const spoilt = fc
    .tuple(json, fc.nat(), fc.constantFrom('', '"', '{', '[[[[', '\u0000', '\\ud800', ',', '1e999', '"__proto__":1,'))
    .map(([good, at, wrong]) => good.slice(0, at % (good.length + 1)) + wrong + good.slice(at % (good.length + 1)));
  return fc.oneof(
    { weight: 8, arbitrary: json.map((good) => Buffer.from(good)) },
    { weight: 3, arbitrary: spoilt.map((bad) => Buffer.from(bad)) },
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(Buffer.alloc(0), Buffer.alloc(70_000, '['), Buffer.alloc(60_000, '[')),
  );
}

const mediaType = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8') },
  fc.constantFrom('text/plain', 'application/json; charset=', ''),
);

function requestsTo(
  { operationId, method, path, parameters, body }: Operation,
  orderIds: readonly string[],
): fc.Arbitrary<HostileRequest> {
  const named = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  const filled = fc
    .tuple(...named('path').map(() => fc.oneof(text, fc.constantFrom('kim', ...orderIds))))
    .map((values) =>
      values.reduce((filling, bad) => filling.replace(/\{\w+\}/, () => encodeURIComponent(wellFormed(bad))), path),
    );
  const query = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom('limit', 'continuationToken'), text), text), { maxLength: 3 })
      .map(
        (pairs) =>
          `?${pairs.map((pair) => pair.map((part) => encodeURIComponent(wellFormed(part))).join('=')).join('&')}`,
      ),
    text.map((raw) => `?${raw.replace(/[^\x21-\x7e]|#/g, '%')}`),
  );
  const headers = fc.record(
    Object.fromEntries(
      [...named('header').map(({ name }) => name), 'Authorization'].map((name) => [name, headerValue]),
    ),
    { requiredKeys: [] },
  );
  return fc
    .record({
      path: filled,
      query,
      headers,
      type: mediaType,
      body: body ? bodies(body) : fc.constant(undefined),
      method: fc.oneof({ weight: 30, arbitrary: fc.constant(method) }, fc.constantFrom('PUT', 'DELETE', 'PATCH')),
    })
    .map(({ type, ...request }) => ({
      operation: request.method === method ? operationId : 'unknownRoute',
      method: request.method,
      path: `/api${request.path}${request.query}`,
      headers: {
        // A long wait of a good order is no hang; the tests of waiting are elsewhere.
        ...Object.fromEntries(Object.entries(request.headers).filter(([, header]) => !/wait=\d/.test(header ?? ''))),
        ...(request.body && { 'content-type': type, 'content-length': String(request.body.length) }),
      } as Record<string, string>,
      body: request.body,
    }));
}

function wellFormed(bad: string): string {
  return bad.replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * Requests to every operation of the API's description, aimed at where it says what is allowed.
 *
 * @param orderIds orders that there are
 */
export function hostileRequest(orderIds: readonly string[]): fc.Arbitrary<HostileRequest> {
  // The page is large, and takes nothing.
  const targets = operations().filter(({ operationId }) => operationId !== 'getDocs');
  return fc.oneof(
    ...targets.map((operation) => ({
      weight: operation.body ? 12 : 2 * operation.parameters.length - 1,
      arbitrary: requestsTo(operation, orderIds),
    })),
  );
}
