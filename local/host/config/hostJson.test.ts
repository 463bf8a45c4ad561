import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readHostJson } from './hostJson.js';

const warnings: string[] = [];

async function read(text: string | undefined, environment: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'host-json-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (text !== undefined) await writeFile(join(folder, 'host.json'), text);
  return readHostJson(folder, environment, { write: (_level, _source, text) => void warnings.push(text) });
}

test('what host.json leaves out has the defaults of Azure', async () => {
  const { extensions } = await read('{"version":"2.0"}');
  expect(extensions.http.routePrefix).toBe('api');
  expect(extensions.serviceBus).toMatchObject({ autoCompleteMessages: true, maxConcurrentSessions: 8 });
  expect(extensions.durableTask.hubName).toBe('TestHubName');
});

test('a host.json that is no JSON is refused with the place', async () => {
  await expect(read('{"version":"2.0",}')).rejects.toThrow(/host\.json is not JSON: .* at position 17/);
});

test.each([
  ['missing', undefined],
  ['no JSON', '{'],
  ['of another version', '{"version":"1.0"}'],
  ['empty', '{}'],
])('a host.json that is %s is refused', async (_what, text) => {
  await expect(read(text)).rejects.toThrow('host.json');
});

test('settings override it, whatever the case of their keys', async () => {
  const text =
    '{"version":"2.0","extensions":{"serviceBus":{"maxConcurrentSessions":2,"sessionIdleTimeout":"00:00:05"}}}';
  const { extensions, functions } = await read(text, {
    AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentSessions: '3',
    AZUREFUNCTIONSJOBHOST__EXTENSIONS__SERVICEBUS__AUTOCOMPLETEMESSAGES: 'False',
    'AzureFunctionsJobHost:extensions:http:routePrefix': '',
    AzureFunctionsJobHost__functions__0: 'a',
    AzureFunctionsJobHost__functions__1: 'b',
  });
  expect(extensions.serviceBus).toMatchObject({
    maxConcurrentSessions: 3,
    autoCompleteMessages: false,
    sessionIdleTimeout: 5_000,
  });
  expect(extensions.http.routePrefix).toBe('');
  expect(functions).toEqual(['a', 'b']);
});

test('a setting that does nothing here is named', async () => {
  await read('{"version":"2.0","extensions":{"http":{"hsts":{"isEnabled":true}}}}');
  expect(warnings.join()).toContain('NOT_SIMULATED: extensions.http.hsts');
  const states = (value: string) =>
    read(`{"version":"2.0","extensions":{"durableTask":{"overridableExistingInstanceStates":"${value}"}}}`);
  await states('NonRunningStates');
  expect(warnings.join()).not.toContain('overridableExistingInstanceStates');
  await states('AnyState');
  expect(warnings.join()).toContain('NOT_SIMULATED: extensions.durableTask.overridableExistingInstanceStates');
});

test('functionTimeout may be a time span or -1', async () => {
  expect((await read('{"version":"2.0","functionTimeout":"00:05:00"}')).functionTimeout).toBe(300_000);
  expect((await read('{"version":"2.0","functionTimeout":"-1"}')).functionTimeout).toBeUndefined();
  expect((await read('{"version":"2.0"}')).functionTimeout).toBe(1_800_000);
  const wrong = read('{"version":"2.0","functionTimeout":"5m"}');
  await expect(wrong).rejects.toThrow('"5m" is not a time span (hh:mm:ss)');
});

test('a setting of the wrong kind is named', async () => {
  const environment = { AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls: 'many' };
  await expect(read('{"version":"2.0"}', environment)).rejects.toThrow('maxConcurrentCalls');
});
