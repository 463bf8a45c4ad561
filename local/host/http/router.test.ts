import { expect, test } from 'vitest';
import type { Log } from '../../log.js';
import { createRouter } from './router.js';

function routerOf(routes: readonly (readonly [name: string, route: string, method?: string])[], prefix = 'api') {
  const warnings: string[] = [];
  const log: Log = { write: (_level, _source, text) => void warnings.push(text) };
  const router = createRouter<string>(prefix, log);
  for (const [name, route, method = 'GET'] of routes) router.add({ name, route, methods: [method], target: name });
  return { router, warnings };
}

test('the first route that fits wins, however specific a later one is, and a warning says so', () => {
  const { router, warnings } = routerOf([
    ['getOrder', 'orders/{id}'],
    ['orderStatus', 'orders/status'],
  ]);
  expect(router.find('GET', '/api/orders/status')?.target).toBe('getOrder');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('getOrder (orders/{id}) answers what is meant for orderStatus (orders/status)');
});

test('there is no warning where the more specific route comes first', () => {
  const { router, warnings } = routerOf([
    ['aStatus', 'orders/status'],
    ['bNumber', 'orders/{id:int}'],
    ['cOrder', 'orders/{id}'],
  ]);
  expect(router.find('GET', '/api/orders/status')?.target).toBe('aStatus');
  expect(router.find('GET', '/api/orders/7')?.target).toBe('bNumber');
  expect(router.find('GET', '/api/orders/x')).toEqual({ target: 'cOrder', params: { id: 'x' } });
  expect(warnings).toEqual([]);
});

test('a method that a route does not take goes to the next route', () => {
  const { router, warnings } = routerOf([
    ['a', 'orders'],
    ['b', '/Orders/', 'POST'],
  ]);
  expect(router.find('POST', '/api/orders')?.target).toBe('b');
  expect(router.find('HEAD', '/api/orders')).toBeUndefined();
  expect(warnings).toEqual([]);
});

test('the same route with the same method is refused the second time', () => {
  expect(() =>
    routerOf([
      ['a', 'orders'],
      ['b', '/Orders/'],
    ]),
  ).toThrow('taken by a');
});

test.each(['admin/x', 'administrators', 'runtime'])('the route %s is refused, since Azure keeps it', (route) => {
  expect(() => routerOf([['a', route]])).toThrow('reserved');
});

test('an empty prefix leaves routes as they are', () => {
  expect(routerOf([['a', 'orders']], '').router.find('GET', '/orders')?.target).toBe('a');
});
