import { expect, onTestFinished, test } from 'vitest';
import { appOf, hostApp } from './support/hostedApp.js';

const SHOW = appOf(`
  const atLoad = { ...process.env };
  app.http('show', {
    handler: (request) => ({
      jsonBody: { value: atLoad[request.query.get('name')] ?? null, folder: process.cwd() },
    }),
  });
`);

const settings = (values: Record<string, unknown>, rest = {}) => ({
  ...SHOW,
  'local.settings.json': JSON.stringify({ IsEncrypted: false, Values: values, ...rest }),
});

async function shown(fetch: (path: string) => Promise<Response>, name: string): Promise<unknown> {
  return ((await (await fetch(`/api/show?name=${name}`)).json()) as { value: unknown }).value;
}

/** Sets a variable for the rest of the test. Call it before the host starts, which puts back what it found. */
function setVariable(name: string, value: string): void {
  onTestFinished(() => void delete process.env[name]);
  process.env[name] = value;
}

test('values of local.settings.json become variables before the app loads', async () => {
  const { fetch } = await hostApp(settings({ RICE_KIND: 'short', RICE_GRAMS: 200, RICE_NONE: null }));
  expect(await shown(fetch, 'RICE_KIND')).toBe('short');
  expect(await shown(fetch, 'RICE_GRAMS')).toBe('200');
  expect(await shown(fetch, 'RICE_NONE')).toBeNull();
});

test('the environment wins over local.settings.json, and a warning says so', async () => {
  setVariable('RICE_KIND', 'long');
  const { fetch, log } = await hostApp(settings({ RICE_KIND: 'short' }));
  expect(await shown(fetch, 'RICE_KIND')).toBe('long');
  expect(log.at('warn').join()).toContain('RICE_KIND');
});

test('what the local Azure supplies wins over everything, and a warning says so', async () => {
  setVariable('RICE_KIND', 'long');
  const { fetch, log } = await hostApp(settings({ RICE_KIND: 'short' }), { settings: { RICE_KIND: 'basmati' } });
  expect(await shown(fetch, 'RICE_KIND')).toBe('basmati');
  expect(log.at('warn').join()).toContain('RICE_KIND of the environment is not used');
});

test('the environment is as before once the host has stopped', async () => {
  const folder = process.cwd();
  const { host, fetch } = await hostApp(settings({ RICE_KIND: 'short' }));
  expect(((await (await fetch('/api/show')).json()) as { folder: string }).folder).not.toBe(folder);
  await host.stop();
  expect([process.env.RICE_KIND, process.cwd()]).toEqual([undefined, folder]);
});

test('the app knows its own address before it loads, also on a free port', async () => {
  const { host, fetch } = await hostApp(SHOW);
  expect(await shown(fetch, 'WEBSITE_HOSTNAME')).toBe(new URL(host.url).host);
  expect(await shown(fetch, 'AZURE_FUNCTIONS_ENVIRONMENT')).toBe('Development');
});

test.each([
  ['true', { IsEncrypted: true }],
  ['not there, which means true', { Values: {} }],
])('a file whose IsEncrypted is %s is refused', async (_what, file) => {
  const files = { ...SHOW, 'local.settings.json': JSON.stringify(file) };
  await expect(hostApp(files)).rejects.toThrow('encrypted');
});

test('a file that is no JSON is passed over with a warning', async () => {
  const { log } = await hostApp({ ...SHOW, 'local.settings.json': '{' });
  expect(log.at('warn').join()).toContain('local.settings.json is not JSON');
});

test('Key Vault references are refused by name', async () => {
  const reference = '@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/y)';
  await expect(hostApp(settings({ RICE_KIND: reference }))).rejects.toThrow('NOT_SIMULATED: Key Vault');
});

test('an allow-list of functions may come from the environment', async () => {
  const { host } = await hostApp(appOf(`for (const name of ['a', 'b']) app.http(name, { handler: () => ({}) });`), {
    settings: { AzureFunctionsJobHost__functions__0: 'B' },
  });
  expect(host.functions.map(({ name }) => name)).toEqual(['b']);
});

test('a trigger that names a missing setting is in error', async () => {
  const { host } = await hostApp(appOf(`app.timer('tick', { schedule: '%WHEN%', handler: () => {} });`));
  expect(host.functions[0]?.error).toContain('WHEN');
});

test('logging.logLevel of host.json silences what is below', async () => {
  const { fetch, log } = await hostApp({
    ...appOf(`app.http('speak', { handler: (_, context) => { context.log('hm'); context.warn('oh'); return {}; } });`),
    'host.json': '{"version":"2.0","logging":{"logLevel":{"default":"Warning","Function.speak.User":"Information"}}}',
  });
  await fetch('/api/speak');
  expect(log.lines.map(({ text }) => text)).toEqual(['speak: hm', 'speak: oh']);
});
