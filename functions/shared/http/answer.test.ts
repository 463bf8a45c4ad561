import { HttpResponse, type HttpResponseInit } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { type Answer, responseOf } from './answer.js';

/** What the library hands to the platform of a response. */
async function handedOver(response: HttpResponse) {
  const body = Buffer.from(await response.arrayBuffer()).toString();
  return { status: response.status, headers: [...response.headers], cookies: response.cookies, body };
}

describe('an answer becomes the response that the library would make of it', () => {
  it.each<[string, Answer]>([
    ['JSON', { jsonBody: { address: '서울' } }],
    ['JSON with a status', { status: 202, jsonBody: [null] }],
    [
      'JSON of a type of its own',
      { status: 404, jsonBody: {}, headers: { 'content-type': 'application/problem+json' } },
    ],
    ['text', { body: '서울', headers: { 'content-type': 'text/html; charset=utf-8', etag: '"1"' } }],
    ['nothing', { status: 304, headers: { etag: '"1"' } }],
    ['no word at all', {}],
  ])('%s', async (_, answer) => {
    const response = responseOf(answer);
    expect(response).toBeInstanceOf(HttpResponse);
    expect(await handedOver(response)).toEqual(await handedOver(new HttpResponse(answer as HttpResponseInit)));
  });
});
