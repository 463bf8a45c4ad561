import type { InvocationResponse, TypedData } from '../app/programmingModel.js';
import { setCookieOf } from './cookie.js';
import { type HttpAnswer, statusOnly } from './message.js';

function bodyOf(body: TypedData | undefined): Uint8Array | string | undefined {
  return body?.bytes ?? body?.string ?? body?.json;
}

/** What an HTTP function returned, as an answer. A function that returned nothing is answered 204. */
export function answerOf({ returnValue }: InvocationResponse): HttpAnswer {
  const http = returnValue?.http;
  if (!http) return statusOnly(204);
  return {
    status: Number(http.statusCode ?? 200),
    headers: [
      ...Object.entries(http.headers ?? {}),
      ...(http.cookies ?? []).map((cookie) => ['set-cookie', setCookieOf(cookie)] as const),
    ],
    body: bodyOf(http.body),
  };
}
