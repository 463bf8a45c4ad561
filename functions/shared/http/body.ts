import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import { type FieldError, Problem } from './problem.js';

const MOST_BYTES = 64 * 1024;

function isJson(contentType: string | null): boolean {
  return /^\s*application\/json\s*(;|$)/i.test(contentType ?? '');
}

/** The body as text; empty where there is none. @throws Problem for a body that is too large or not UTF-8 */
async function bodyText(request: HttpRequest): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw new Problem('payload-too-large');
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) throw new Problem('payload-too-large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('malformed-json');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('malformed-json');
  }
}

function fieldErrors(error: z.ZodError, within: readonly string[]): FieldError[] {
  return error.issues.flatMap(({ path, message, ...issue }) => {
    // Zod reports all unknown fields of an object at once, and at the object.
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
    return fields.map((field) => ({ path: [...within, ...path, ...field].join('.'), message }));
  });
}

/**
 * Checks `value` against `schema`.
 *
 * @param within path of the value in what the caller sent
 * @throws Problem naming every field that is wrong
 */
export function check<T>(schema: z.ZodType<T>, value: unknown, ...within: string[]): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Problem('invalid-request', { errors: fieldErrors(parsed.error, within) });
  return parsed.data;
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
  const text = await bodyText(request);
  if (text === '' && 'whenEmpty' in options) return check(schema, options.whenEmpty);
  if (!isJson(request.headers.get('content-type'))) throw new Problem('unsupported-media-type');
  return check(schema, parseJson(text));
}
