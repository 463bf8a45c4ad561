import type { HttpData } from '../app/programmingModel.js';
import type { HttpMessage } from './message.js';
import { RequestOnDemand } from './requestOnDemand.js';

type Nullable = Record<string, { readonly value: string }>;

function nullable(record: Readonly<Record<string, string>>): Nullable {
  const values: Nullable = {};
  for (const key in record) values[key] = { value: record[key] ?? '' };
  return values;
}

/** Azure's host keeps one value per name: repeated ones come as `a,b`. */
function collapsed(query: URLSearchParams): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of query) {
    values[name] = Object.hasOwn(values, name) ? `${values[name]},${value}` : value;
  }
  return values;
}

/** Where the library would refuse, or change, what came in, it has to see it itself. */
function isPlain({ method, url }: HttpMessage, hasBody: boolean): boolean {
  return !url.includes('@') && (/^(POST|PUT|PATCH|DELETE)$/.test(method) || (method === 'GET' && !hasBody));
}

/**
 * A request as the host gives it to the app. On Azure a body without a Content-Length never arrives, so it does not
 * here: see `HttpMessage.chunked`.
 */
export function httpDataOf(message: HttpMessage, params: Readonly<Record<string, string>>): HttpData {
  const { method, url, headers } = message;
  const body = message.body.length > 0 && !message.chunked ? message.body : undefined;
  return {
    method,
    url,
    nullableHeaders: nullable(headers),
    nullableQuery: nullable(collapsed(message.query)),
    nullableParams: nullable(params),
    ...(body && { body: { bytes: body } }),
    ...(isPlain(message, body !== undefined) && {
      nativeRequest: new RequestOnDemand({ method, url: new URL(url).href, headers, body }),
    }),
  };
}
