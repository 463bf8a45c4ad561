import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { appOf, hostApp } from './support/hostedApp.js';

const APP = appOf(`
  app.http('hello', { route: 'hi/{name}', methods: ['GET'], handler: () => ({}) });
  app.timer('tick', { schedule: '0 0 0 1 1 *', handler: (_, context) => context.log('tock') });
`);

test('the host tells that it is there, its state and its functions', async () => {
  const { fetch, host } = await hostApp(APP);
  expect((await fetch('/admin/host/ping')).status).toBe(200);
  expect(await (await fetch('/admin/host/status')).json()).toMatchObject({ state: 'Running' });
  expect(await (await fetch('/admin/functions')).json()).toMatchObject([
    { name: 'hello', invoke_url_template: `${host.url}/api/hi/{name}`, isDisabled: false },
    { name: 'tick', invoke_url_template: null },
  ]);
  expect(await (await fetch('/admin/functions/tick')).json()).toMatchObject({
    config: { bindings: [{ type: 'timerTrigger', schedule: '0 0 0 1 1 *' }] },
  });
});

test('errors of functions show in the status', async () => {
  const { fetch } = await hostApp(appOf(`app.timer('never', { schedule: 'soon', handler: () => {} });`));
  const { errors } = (await (await fetch('/admin/host/status')).json()) as { errors: string[] };
  expect(errors[0]).toContain('never: "soon" is not a schedule');
});

test('a function may be called by hand', async () => {
  const { fetch, log } = await hostApp(APP);
  const call = (name: string, body?: string) =>
    fetch(`/admin/functions/${name}`, { method: 'POST', ...(body !== undefined && { body }) });
  expect((await call('tick', '{"input":"x"}')).status).toBe(202);
  await until('the call', () => log.at('info').includes('tick: tock'));
  expect((await call('tick')).status).toBe(400);
  expect((await call('tack', '{}')).status).toBe(404);
});

test('what is not imitated of the admin API says so', async () => {
  const { fetch } = await hostApp(APP);
  const answer = await fetch('/admin/host/keys');
  expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining('NOT_SIMULATED')]);
});

test('the inspection shows what the local Azure offers, else 404', async () => {
  const { fetch } = await hostApp(APP, {
    inspection: (path, query) =>
      path === 'stove/1' ? { hot: query.get('hot') } : path === '' ? { stoves: 1 } : undefined,
  });
  expect(await (await fetch('/_local/stove/1?hot=yes')).json()).toEqual({ hot: 'yes' });
  expect(await (await fetch('/_local')).json()).toEqual({ stoves: 1 });
  expect((await fetch('/_local/fridge')).status).toBe(404);
  expect(await (await fetch('/_local/functions')).json()).toHaveLength(2);
});
