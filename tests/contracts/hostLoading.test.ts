import { relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Clock } from '../../local/clock.js';
import { startHost } from '../../local/host/host.js';
import { silentLog } from '../../local/log.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { appOf, hostApp, writeApp } from './support/hostedApp.js';

const HELLO = `app.http('hello', { handler: () => ({ body: 'hello' }) });`;

test.each([
  ['ES modules by their ending', { 'app.mjs': `import { app } from '@azure/functions';${HELLO}` }],
  ['CommonJS by its ending', { 'app.cjs': `const { app } = require('@azure/functions');${HELLO}` }],
  [
    'ES modules by package.json',
    {
      'package.json': '{"type":"module","main":"src/*.js"}',
      'src/hello.js': `import { app } from '@azure/functions';${HELLO}`,
    },
  ],
])('an app of %s loads', async (_what, files) => {
  const { fetch } = await hostApp(files);
  expect(await (await fetch('/api/hello')).text()).toBe('hello');
});

test('the folder of the app may be given relative to the current one', async () => {
  const folder = relative(process.cwd(), await writeApp(appOf(HELLO)));
  const services = { store: new MemoryStore(), clock: new Clock(), log: silentLog };
  const host = await startHost({ folder, port: 0, settings: {}, ...services });
  onTestFinished(() => host.stop());
  expect((await fetch(`${host.url}/api/hello`)).status).toBe(200);
});

test('main may be a pattern of many files, loaded in the order of their names', async () => {
  const { host } = await hostApp({
    'package.json': '{"main":"functions/**/*.mjs"}',
    'functions/a.mjs': `import { app } from '@azure/functions'; app.http('one', { handler: () => ({}) });`,
    'functions/deep/b.mjs': `import { app } from '@azure/functions'; app.http('two', { handler: () => ({}) });`,
  });
  expect(host.functions.map(({ name }) => name)).toEqual(['one', 'two']);
});

test.each([
  ['a package.json without main', { 'package.json': '{}' }, 'has no "main"'],
  ['a main that matches nothing', { 'package.json': '{"main":"dist/*.js"}' }, 'matches no file: dist/*.js'],
  ['a file that throws', { 'app.mjs': 'throw new Error("no stove");' }, 'app.mjs could not be loaded: no stove'],
  ['a file that registers nothing', appOf(''), 'app.mjs registered no function'],
  ['two functions of one name', appOf(`${HELLO}${HELLO}`), 'Two functions are named "hello"'],
])('%s stops the start, saying so', async (_what, files, reason) => {
  await expect(hostApp(files)).rejects.toThrow(reason);
});

test('a function that cannot be started is listed with its reason, and the others run', async () => {
  const { host, fetch, log } = await hostApp(
    appOf(`
      ${HELLO}
      app.http('9lives', { handler: () => ({}) });
      app.storageQueue('fromQueue', { queueName: 'q', connection: 'X', handler: () => {} });
      app.timer('never', { schedule: 'soon', handler: () => {} });
      app.http('toQueue', { return: undefined, extraOutputs: [], extraInputs: [], handler: () => ({}) });
      app.generic('writesDocs', {
        trigger: { type: 'httpTrigger', name: 'r', methods: ['GET'] },
        return: { type: 'cosmosDB', name: '$return' },
        handler: () => ({}),
      });
    `),
  );
  expect(await (await fetch('/api/hello')).text()).toBe('hello');
  expect(Object.fromEntries(host.functions.map(({ name, error }) => [name, error]))).toEqual({
    '9lives': '"9lives" cannot be a function\'s name',
    fromQueue: 'NOT_SIMULATED: the trigger queueTrigger',
    hello: undefined,
    never: '"soon" is not a schedule: it needs six fields',
    toQueue: undefined,
    writesDocs: 'NOT_SIMULATED: the output binding cosmosDB',
  });
  expect(log.at('error').join('\n')).toContain('fromQueue is not started: NOT_SIMULATED: the trigger queueTrigger');
});

test('durable functions that speak gRPC are refused by name', async () => {
  const { host } = await hostApp(
    appOf(`app.generic('saga', {
      trigger: { type: 'orchestrationTrigger', name: 'c', durableRequiresGrpc: true },
      handler: () => {},
    });`),
  );
  expect(host.functions[0]?.error).toContain('NOT_SIMULATED: durable-functions 4');
});

test('registering later is an error', async () => {
  const { fetch } = await hostApp(
    appOf(`app.http('late', {
      handler: () => {
        try { app.http('later', { handler: () => ({}) }); } catch (error) { return { body: error.message }; }
      },
    });`),
  );
  expect(await (await fetch('/api/late')).text()).toContain('after the app had started');
});

test('hooks run around the app and around each call, and may change what goes in and out', async () => {
  const { host, fetch } = await hostApp(
    appOf(`
      globalThis.hookCalls = [];
      app.hook.appStart(() => { globalThis.hookCalls.push('start'); });
      app.hook.appTerminate(() => { globalThis.hookCalls.push('terminate'); });
      app.hook.preInvocation((hook) => { globalThis.hookCalls.push('before'); hook.hookData.told = 'spice'; });
      app.hook.postInvocation((hook) => {
        globalThis.hookCalls.push('after');
        hook.error = undefined;
        hook.result = { body: hook.hookData.told };
      });
      app.http('bland', { handler: () => { throw new Error('bland'); } });
    `),
  );
  expect(await (await fetch('/api/bland')).text()).toBe('spice');
  await host.stop();
  const calls = (globalThis as unknown as { hookCalls: string[] }).hookCalls;
  expect(calls).toEqual(['start', 'before', 'after', 'terminate']);
});

test('a log hook may change what the app logs', async () => {
  const { fetch, log } = await hostApp(
    appOf(`
      app.hook.log((line) => { line.message = line.message.replace('secret', '***'); });
      app.http('speak', { handler: (_, context) => { context.log('a secret'); return {}; } });
    `),
  );
  await fetch('/api/speak');
  expect(log.at('info')).toContain('speak: a ***');
});

test('only the functions that are asked for are started', async () => {
  const { host, fetch } = await hostApp(
    appOf(`${HELLO} app.timer('tick', { schedule: '0 0 0 1 1 *', handler: () => {} });`),
    { only: (_name, trigger) => trigger === 'timerTrigger' },
  );
  expect(host.functions.map(({ name }) => name)).toEqual(['tick']);
  expect((await fetch('/api/hello')).status).toBe(404);
});

test('a port that is taken stops the start', async () => {
  const { host } = await hostApp(appOf(HELLO));
  await expect(hostApp(appOf(HELLO), { port: Number(new URL(host.url).port) })).rejects.toThrow('EADDRINUSE');
});

test('a retry policy where Azure honours none is warned of', async () => {
  const { log } = await hostApp(
    appOf(`app.generic('again', {
      trigger: { type: 'httpTrigger', name: 'request', methods: ['GET'] },
      retry: { strategy: 'fixedDelay', maxRetryCount: 3, delayInterval: 1000 },
      handler: () => ({}),
    });`),
  );
  expect(log.at('warn')).toContain('again: a retry policy does nothing for a httpTrigger.');
});
