import { once } from 'node:events';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer } from '../../support/shop.js';

export interface RawRequest {
  readonly method: string;
  /** As it stands in the request line; nothing is encoded or resolved. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Uint8Array | string;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Sends what `fetch` would not. */
export async function sendRaw(url: string, { method, path, headers = {}, body }: RawRequest): Promise<Answer> {
  const sending = request(url, { method, path, headers, agent: false });
  sending.end(body);
  const [response] = await once(sending, 'response');
  return {
    status: response.statusCode,
    headers: new Headers(Object.entries(response.headers as Record<string, string>)),
    body: parse(await text(response)),
  };
}

/** Sends bytes as they are and gives back what comes until the other side closes. */
export async function sendBytes(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}
