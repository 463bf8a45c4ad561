import type { HttpRequest } from '@azure/functions';
import type * as z from 'zod';
import { check } from './check.js';
import { jsonFlaws } from './jsonFlaws.js';
import { isJson } from './mediaType.js';
import { Problem } from './problem.js';

const MOST_BYTES = 64 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws Problem for a body that is too large, or that the platform did not hand on */
async function bodyBytes(request: HttpRequest): Promise<ArrayBuffer> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw new Problem('payload-too-large');
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) throw new Problem('payload-too-large');
  // Azure Functions drops a body that comes in chunks. It must not pass for an empty one.
  if (bytes.byteLength === 0 && request.headers.has('transfer-encoding')) {
    throw new Problem('invalid-request', { errors: [{ path: '', message: 'needs a Content-Length' }] });
  }
  return bytes;
}

/** A byte order mark stays, and is no JSON. @throws Problem `malformed-json` */
function parseJson(bytes: ArrayBuffer): { json: string; value: unknown } {
  try {
    const json = decoder.decode(bytes);
    return { json, value: JSON.parse(json) };
  } catch {
    throw new Problem('malformed-json');
  }
}

/**
 * The JSON body of a request, checked.
 *
 * @param options.whenEmpty what an empty body stands for; without it a body is needed
 * @throws Problem in every case that is not a good body
 */
export async function readBody<T>(
  request: HttpRequest,
  schema: z.ZodType<T>,
  options: { readonly whenEmpty?: unknown } = {},
): Promise<T> {
  const bytes = await bodyBytes(request);
  if (bytes.byteLength === 0 && 'whenEmpty' in options) return check(schema, options.whenEmpty);
  if (!isJson(request)) throw new Problem('unsupported-media-type');
  const { json, value } = parseJson(bytes);
  const errors = jsonFlaws(json);
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return check(schema, value);
}
