import type { HttpData } from '../app/programmingModel.js';
import type { HttpMessage } from './message.js';

type Nullable = Record<string, { readonly value: string }>;

function nullable(record: Readonly<Record<string, string>>): Nullable {
  const values: Nullable = {};
  for (const key in record) values[key] = { value: record[key] ?? '' };
  return values;
}

/** Azure's host keeps one value per name: repeated ones come as `a,b`. */
function collapsed(query: URLSearchParams): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of query) values[name] = name in values ? `${values[name]},${value}` : value;
  return values;
}

/**
 * A request as the host gives it to the app. On Azure a body without a Content-Length never arrives, so it does not
 * here: see `HttpMessage.chunked`.
 */
export function httpDataOf(message: HttpMessage, params: Readonly<Record<string, string>>): HttpData {
  return {
    method: message.method,
    url: message.url,
    nullableHeaders: nullable(message.headers),
    nullableQuery: nullable(collapsed(message.query)),
    nullableParams: nullable(params),
    ...(message.body.length > 0 && !message.chunked && { body: { bytes: message.body } }),
  };
}
