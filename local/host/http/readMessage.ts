import type { IncomingMessage } from 'node:http';
import type { HttpMessage } from './message.js';

/** The request cannot be handed to anybody; `status` says why. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
  constructor(readonly status: 400 | 413) {
    super(`HTTP ${status}`);
  }
}

const NO_BODY = new Uint8Array();

function headersOf(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]},${value}` : value;
  }
  return headers;
}

function decodedPath(encoded: string): string {
  if (!encoded.includes('%')) return encoded;
  try {
    // A slash within a segment stays encoded, else it would become two segments.
    return decodeURIComponent(encoded.replace(/%2f/gi, '%252F'));
  } catch {
    return encoded;
  }
}

/** Listens rather than iterates, which would cost more than all else here. @throws BadRequestError beyond `limit` bytes */
function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> | Uint8Array {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return NO_BODY;
  if (Number(length) > limit) throw new BadRequestError(413);
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(new BadRequestError(413));
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // The client has gone in the middle of it.
    request.on('error', () => reject(new BadRequestError(400)));
  });
}

/** A host and perhaps a port. Whatever else can stand before a path, or end it, would change the URL or be refused in it. */
const AUTHORITY = /^[^@/\\?#]+$/;

/** @returns the URL that a request is for; undefined where it can be none */
function urlOf(target: string, host: string): string | undefined {
  const authority = target.startsWith('/') ? host : (/^\w+:\/\/([^/?#]+)/.exec(target)?.[1] ?? '');
  const url = target.startsWith('/') ? `http://${host}${target}` : target;
  return AUTHORITY.test(authority) && URL.canParse(url) ? url : undefined;
}

/**
 * Reads a request to its end.
 *
 * @param host where the server listens, for requests that do not say whom they mean
 * @param limit largest body in bytes
 * @throws BadRequestError where the request makes no sense or is too large
 */
export async function readMessage(request: IncomingMessage, host: string, limit: number): Promise<HttpMessage> {
  const headers = headersOf(request.rawHeaders);
  const target = request.url ?? '/';
  const url = urlOf(target, headers.host || host);
  if (url === undefined) throw new BadRequestError(400);
  const start = target.startsWith('/') ? target : new URL(url).pathname + new URL(url).search;
  const question = start.indexOf('?');
  return {
    method: request.method ?? 'GET',
    url,
    path: decodedPath(question < 0 ? start : start.slice(0, question)),
    query: new URLSearchParams(question < 0 ? '' : start.slice(question + 1)),
    headers,
    body: await readBody(request, limit),
    chunked: request.headers['content-length'] === undefined && request.headers['transfer-encoding'] !== undefined,
  };
}
