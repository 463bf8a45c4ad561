import { describe, expect, test } from 'vitest';
import { parseRouteTemplate } from './routeTemplate.js';

const match = (template: string, path: string) => parseRouteTemplate(template).match(path);

describe('a route template', () => {
  test('compares literals without case and takes no notice of a slash at the end', () => {
    expect(match('api/Orders', '/API/orders/')).toEqual({});
    expect(match('api/orders', '/api/orders/x')).toBeUndefined();
    expect(match('', '/')).toEqual({});
  });

  test('hands out parameters as text', () => {
    expect(match('orders/{id}/lines/{line:int}', '/orders/o-1/lines/07')).toEqual({ id: 'o-1', line: '07' });
    expect(match('orders/{id}', '/orders')).toBeUndefined();
  });

  test('may end in optional parameters and defaults', () => {
    expect(match('list/{page?}', '/list')).toEqual({});
    expect(match('list/{page:int?}', '/list/2')).toEqual({ page: '2' });
    expect(match('list/{page:int?}', '/list/two')).toBeUndefined();
    expect(match('list/{page=1}', '/list')).toEqual({ page: '1' });
    expect(match('list/{page:int=1}', '/list')).toEqual({ page: '1' });
  });

  test('may take the rest of the path', () => {
    expect(match('files/{*rest}', '/files/a/b.txt')).toEqual({ rest: 'a/b.txt' });
    expect(match('files/{**rest}', '/files')).toEqual({});
    expect(match('{*rest}', '/a\r/\nb')).toEqual({ rest: 'a\r/\nb' });
  });

  test('may mix literals and parameters in a segment', () => {
    expect(match('a{x}b', '/aXXb')).toEqual({ x: 'XX' });
    expect(match('{file}.{extension?}', '/rice.tar.gz')).toEqual({ file: 'rice.tar', extension: 'gz' });
    expect(match('{file}.{extension?}', '/rice')).toEqual({ file: 'rice' });
    expect(match('v{major}.{minor}', '/v1.2')).toEqual({ major: '1', minor: '2' });
  });

  test.each([
    ['{x:int}', '12', true],
    ['{x:int}', '2147483648', false],
    ['{x:long}', '2147483648', true],
    ['{x:bool}', 'TRUE', true],
    ['{x:bool}', '1', false],
    ['{x:datetime}', '2026-11-22', true],
    ['{x:decimal}', '-1.5', true],
    ['{x:decimal}', '1e5', false],
    ['{x:double}', '1e5', true],
    ['{x:guid}', '225dbb9a-0c5d-4e3a-9d3b-0123456789ab', true],
    ['{x:guid}', '225dbb9a', false],
    ['{x:alpha}', 'Rice', true],
    ['{x:alpha}', 'r1ce', false],
    ['{x:minlength(3)}', 'ab', false],
    ['{x:maxlength(3)}', 'abc', true],
    ['{x:length(3)}', 'abcd', false],
    ['{x:length(2,4)}', 'abcd', true],
    ['{x:int:min(5)}', '4', false],
    ['{x:max(5)}', '5', true],
    ['{x:range(2,4)}', '5', false],
    ['{x:regex(^\\d{{3}}$)}', '123', true],
    ['{x:regex(^\\d{{3}}$)}', '1234', false],
    ['{x:required}', 'a', true],
    ['{x:file}', 'a.txt', true],
    ['{x:nonfile}', 'a.txt', false],
  ])('%s with %s: %s', (template, value, fits) => {
    expect(match(template, `/${value}`) !== undefined).toBe(fits);
  });

  test.each(['{x', '{}', '{x}/{X}', '{x:rice}', '{x:min}'])('is refused where it makes no sense: %s', (template) => {
    expect(() => parseRouteTemplate(template)).toThrow();
  });
});
