import type { HttpAnswer, HttpMessage } from './message.js';

export interface CorsSettings {
  /** Origins that may call, or `*`. None: no CORS headers at all, as with `func`. */
  readonly origins: readonly string[];
  readonly credentials: boolean;
}

type Headers = HttpAnswer['headers'];

/** CORS as `Host.CORS` of local.settings.json asks for it. On Azure this is a setting of the platform. */
export interface Cors {
  /** The answer to a preflight request, undefined where this is none. */
  preflight(message: HttpMessage): HttpAnswer | undefined;
  /** What to add to the answer to `message`. */
  headersFor(message: HttpMessage): Headers;
}

const NONE: Headers = [];

/** @throws Error where every origin is allowed to send credentials, which ASP.NET refuses */
export function createCors({ origins, credentials }: CorsSettings): Cors {
  const any = origins.includes('*');
  if (any && credentials) throw new Error('Host.CORS cannot be "*" while Host.CORSCredentials is true.');

  function headersFor({ headers: { origin } }: HttpMessage): Headers {
    if (origin === undefined || !(any || origins.includes(origin))) return NONE;
    return [
      ['access-control-allow-origin', any ? '*' : origin],
      ...(any ? NONE : ([['vary', 'Origin']] as const)),
      ...(credentials ? ([['access-control-allow-credentials', 'true']] as const) : NONE),
    ];
  }

  return {
    headersFor,
    preflight(message) {
      const { 'access-control-request-method': method, 'access-control-request-headers': wanted } = message.headers;
      if (origins.length === 0 || message.method !== 'OPTIONS' || method === undefined) return undefined;
      const allowed = headersFor(message);
      if (allowed.length === 0) return { status: 204, headers: [] };
      return {
        status: 204,
        headers: [
          ...allowed,
          ['access-control-allow-methods', method],
          ...(wanted === undefined ? NONE : ([['access-control-allow-headers', wanted]] as const)),
        ],
      };
    },
  };
}
