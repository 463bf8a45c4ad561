import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { appOf, hostApp } from './support/hostedApp.js';

const BREAKFAST = appOf(`
  import * as df from 'durable-functions';
  df.app.orchestration('breakfast', function* (context) {
    const rice = yield context.df.callActivity('cook', context.df.getInput());
    const [word] = yield context.df.Task.all([context.df.waitForExternalEvent('served')]);
    return { rice, word };
  });
  df.app.activity('cook', { handler: (input) => ({ cooked: input.grain, at: new Date(0) }) });
  app.http('order', {
    route: 'orders/{orderId}',
    extraInputs: [df.input.durableClient()],
    handler: async (request, context) => {
      const client = df.getClient(context);
      const { orderId } = request.params;
      if (request.query.get('served')) await client.raiseEvent(orderId, 'served', 'enjoy');
      else await client.startNew('breakfast', { instanceId: orderId, input: { grain: 'rice' } });
      return client.createCheckStatusResponse(request, orderId);
    },
  });
`);

test('orchestrations run through the durable client and the real library', async () => {
  const { host, fetch, log } = await hostApp(BREAKFAST);
  const started = await fetch('/api/orders/o-1', { method: 'POST' });
  expect(started.status).toBe(202);
  const status = started.headers.get('location') ?? '';
  expect(status.startsWith(`${host.url}/runtime/webhooks/durabletask/instances/o-1`)).toBe(true);

  await fetch('/api/orders/o-1?served=1', { method: 'POST' });
  const done = await until('the end of the orchestration', async () => {
    const shown = (await (await fetch(status.slice(host.url.length))).json()) as {
      runtimeStatus: string;
      output: unknown;
    };
    return shown.runtimeStatus === 'Completed' && shown;
  });
  expect(done.output).toEqual({ rice: { cooked: 'rice', at: '1970-01-01T00:00:00.000Z' }, word: 'enjoy' });
  const lines = log.at('info').map((line) => line.replace(/\d+ms/, 'Nms'));
  expect(lines).toContain('order 202 Nms order=o-1');
  expect(lines).toContain('cook ok Nms order=o-1');
});

test('an activity that throws fails its orchestration with its message', async () => {
  const { fetch } = await hostApp(
    appOf(`
      import * as df from 'durable-functions';
      df.app.orchestration('burn', function* (context) { yield context.df.callActivity('toast'); });
      df.app.activity('toast', { handler: () => { throw new Error('smoke'); } });
      app.http('start', {
        extraInputs: [df.input.durableClient()],
        handler: async (_, context) => {
          await df.getClient(context).startNew('burn', { instanceId: 'b-1' });
          return {};
        },
      });
    `),
  );
  await fetch('/api/start');
  const failed = await until('the failure', async () => {
    const answer = await fetch('/runtime/webhooks/durabletask/instances/b-1');
    const shown = (await answer.json()) as { runtimeStatus: string; output: string };
    return shown.runtimeStatus === 'Failed' && shown;
  });
  expect(failed.output).toContain('smoke');
});

test('an app without durable functions has no engine', async () => {
  const { host, fetch } = await hostApp(appOf(`app.http('a', { handler: () => ({}) });`));
  expect(host.durable).toBeUndefined();
  expect((await fetch('/runtime/webhooks/durabletask/instances')).status).toBe(404);
});

test('a host of its own scale group calls the engine of another', async () => {
  const engine = await hostApp(BREAKFAST, { only: (_name, trigger) => trigger !== 'httpTrigger' });
  const durableClient = engine.host.durable?.clientBinding(engine.host.url);
  const door = await hostApp(BREAKFAST, {
    only: (_name, trigger) => trigger === 'httpTrigger',
    ...(durableClient !== undefined && { durableClient }),
  });
  expect(door.host.durable).toBeUndefined();
  await door.fetch('/api/orders/o-2', { method: 'POST' });
  await until('the instance', () => engine.host.durable?.instance('o-2') !== undefined);
});
