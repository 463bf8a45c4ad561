import { expect, test } from 'vitest';
import { appOf, hostApp } from './support/hostedApp.js';

const named = (name: string, options: string) =>
  `app.http('${name}', { ${options}, handler: () => ({ body: '${name}' }) });`;

test('functions are tried in the order of their names, not of their registration', async () => {
  const { fetch, log } = await hostApp(
    appOf(named('zStatus', `route: 'orders/status'`) + named('aGet', `route: 'orders/{id}'`)),
  );
  expect(await (await fetch('/api/orders/status')).text()).toBe('aGet');
  expect(log.at('warn').join()).toContain('aGet (orders/{id}) answers what is meant for zStatus');
});

test('constraints decide between routes', async () => {
  const { fetch } = await hostApp(
    appOf(named('a', `route: 'orders/{id:int}'`) + named('b', `route: 'orders/{id:guid}'`)),
  );
  expect(await (await fetch('/api/orders/12')).text()).toBe('a');
  expect(await (await fetch('/api/orders/225dbb9a-0c5d-4e3a-9d3b-0123456789ab')).text()).toBe('b');
  expect((await fetch('/api/orders/rice')).status).toBe(404);
});

test('a wrong method is 404 with an empty body: there is no 405, no HEAD for GET and no OPTIONS', async () => {
  const { fetch } = await hostApp(appOf(named('a', `methods: ['GET']`)));
  for (const method of ['POST', 'HEAD', 'OPTIONS']) {
    const answer = await fetch('/api/a', { method });
    expect([method, answer.status, await answer.text()]).toEqual([method, 404, '']);
  }
});

test('without a route a function is found by its name', async () => {
  const { fetch } = await hostApp(appOf(named('getMenu', `methods: ['GET']`)));
  expect((await fetch('/API/GETMENU')).status).toBe(200);
});

test('the prefix of routes comes from host.json', async () => {
  const { fetch } = await hostApp({
    ...appOf(named('a', `route: 'x'`)),
    'host.json': '{"version":"2.0","extensions":{"http":{"routePrefix":"shop/v1"}}}',
  });
  expect((await fetch('/shop/v1/x')).status).toBe(200);
  expect((await fetch('/api/x')).status).toBe(404);
});

test('a route that is taken puts the later function in error, and the first keeps it', async () => {
  const { host, fetch } = await hostApp(appOf(named('b', `route: 'x'`) + named('a', `route: 'X/'`)));
  expect(await (await fetch('/api/x')).text()).toBe('a');
  expect(host.functions.map(({ name, error }) => [name, error])).toEqual([
    ['a', undefined],
    ['b', 'the route x is taken by a'],
  ]);
});

test('a disabled function is listed and not found', async () => {
  const { host, fetch } = await hostApp(appOf(named('a', `route: 'a'`) + named('b', `route: 'b'`)), {
    settings: { 'AzureWebJobs.a.Disabled': 'true', AzureWebJobs_b_Disabled: '1' },
  });
  expect(host.functions.map(({ disabled }) => disabled)).toEqual([true, true]);
  expect([(await fetch('/api/a')).status, (await fetch('/api/b')).status]).toEqual([404, 404]);
});

test('the root greets, unless the homepage is off', async () => {
  const { fetch } = await hostApp(appOf(named('a', `route: 'a'`)));
  expect((await fetch('/')).status).toBe(200);
  process.env.AzureWebJobsDisableHomepage = 'true';
  expect((await fetch('/')).status).toBe(204);
  delete process.env.AzureWebJobsDisableHomepage;
});

test('origins of local.settings.json may call across sites, others may not', async () => {
  const { fetch } = await hostApp({
    ...appOf(named('a', `route: 'a'`)),
    'local.settings.json': '{"IsEncrypted":false,"Host":{"CORS":"http://shop.test","CORSCredentials":true}}',
  });
  const asked = { Origin: 'http://shop.test', 'Access-Control-Request-Method': 'PUT' };
  const preflight = await fetch('/api/a', { method: 'OPTIONS', headers: asked });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-methods')).toBe('PUT');
  const answer = await fetch('/api/a', { headers: { Origin: 'http://shop.test' } });
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://shop.test');
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  const other = await fetch('/api/a', { headers: { Origin: 'http://else.test' } });
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});

test('custom headers of host.json are added where the function has not set them', async () => {
  const { fetch } = await hostApp({
    ...appOf(`app.http('a', { handler: () => ({ headers: { 'x-a': 'own' } }) });`),
    'host.json': '{"version":"2.0","extensions":{"http":{"customHeaders":{"X-A":"host","X-B":"host"}}}}',
  });
  const { headers } = await fetch('/api/a');
  expect([headers.get('x-a'), headers.get('x-b')]).toEqual(['own', 'host']);
});

test('above maxOutstandingRequests a request is turned away with 429', async () => {
  const { fetch } = await hostApp({
    ...appOf(`
      let go; const gate = new Promise((resolve) => { go = resolve; });
      let arrived; const inside = new Promise((resolve) => { arrived = resolve; });
      app.http('a', { handler: async () => { arrived(); await gate; return { body: 'done' }; } });
      globalThis.hostTest = { go, inside };
    `),
    'host.json': '{"version":"2.0","extensions":{"http":{"maxOutstandingRequests":1}}}',
  });
  const { go, inside } = (globalThis as unknown as { hostTest: { go(): void; inside: Promise<void> } }).hostTest;
  const first = fetch('/api/a');
  await inside;
  expect((await fetch('/api/a')).status).toBe(429);
  go();
  expect(await (await first).text()).toBe('done');
});
