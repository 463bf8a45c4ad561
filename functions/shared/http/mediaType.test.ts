import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { isJson } from './mediaType.js';

function withHeaders(headers: Record<string, string>): HttpRequest {
  return new HttpRequest({ method: 'POST', url: 'http://shop.example/api/orders', headers });
}

describe('the media type of a body', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json; charset="UTF-8"',
    'application/json ; a=b;charset=utf8 ; c="d;e"',
  ])('may be %s', (type) => expect(isJson(withHeaders({ 'content-type': type }))).toBe(true));

  it.each([
    '',
    'text/plain',
    'application/jsonp',
    'application/json5',
    'application/vnd.api+json',
    'application/json, text/plain',
    'application/json; charset=euc-kr',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json; charset',
    'text/plain; a=application/json',
  ])('may not be "%s"', (type) => expect(isJson(withHeaders({ 'content-type': type }))).toBe(false));

  it('is none with a long gap in it', () => {
    expect(isJson(withHeaders({ 'content-type': `application/json${' '.repeat(200_000)}x` }))).toBe(false);
  });

  it('is needed', () => expect(isJson(withHeaders({}))).toBe(false));

  it('is not all: a compressed body is none that the API reads', () => {
    expect(isJson(withHeaders({ 'content-type': 'application/json', 'content-encoding': 'gzip' }))).toBe(false);
    expect(isJson(withHeaders({ 'content-type': 'application/json', 'content-encoding': 'identity' }))).toBe(true);
  });
});
