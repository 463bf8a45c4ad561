import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { Clock } from '../../local/clock.js';
import { readCommandLine } from '../../local/commandLine.js';
import { startHost } from '../../local/host/host.js';
import { silentLog } from '../../local/log.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { breakfast } from '../support/breakfast.js';
import { runProgram } from '../support/program.js';

interface LocalSettings {
  readonly Values: Readonly<Record<string, string>>;
}

const SETTINGS = /^(\{\n.*^\})$/ms;

it('the stand-ins run alone, and what they print leads a host in another process to them', async () => {
  const services = runProgram('startServices', { args: ['--ephemeral'] });
  await services.printed(/^(Services ready\.)$/m);
  const { Values } = JSON.parse(await services.printed(SETTINGS)) as LocalSettings;

  const host = await startHost({
    folder: '.',
    port: 0,
    settings: Values,
    store: new MemoryStore(),
    clock: new Clock(),
    log: silentLog,
  });
  onTestFinished(() => host.stop());
  const answer = await fetch(`${host.url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'wait=10' },
    body: JSON.stringify(breakfast()),
  });
  expect(await answer.json()).toMatchObject({ status: 'confirmed', totalPrice: 27_000 });

  await host.stop();
  services.signal('SIGINT');
  expect(await services.exited).toBe(0);
});

it('local.settings.sample.json is what they print on their default ports', async () => {
  const services = runProgram('startServices', { args: ['--ephemeral'] });
  const printed = await services.printed(SETTINGS);
  const port = async (pattern: RegExp) => services.printed(pattern);
  const { ports } = readCommandLine([]);
  const onDefaultPorts = printed
    .replace(await port(/amqp:\/\/127\.0\.0\.1:(\d+)/), String(ports.serviceBus))
    .replace(await port(/Cosmos DB\s+http:\/\/127\.0\.0\.1:(\d+)/), String(ports.cosmos))
    .replace(await port(/Payment provider\s+http:\/\/127\.0\.0\.1:(\d+)/), String(ports.payment))
    .replace('"LocalHttpPort": 0', `"LocalHttpPort": ${ports.functions}`);
  expect(JSON.parse(onDefaultPorts)).toEqual(JSON.parse(await readFile('local.settings.sample.json', 'utf8')));
});

it('they have no functions to isolate', async () => {
  const services = runProgram('startServices', { args: ['--ephemeral', '--isolate'] });
  expect(await services.exited).toBe(1);
  expect(services.stderr()).toBe('--isolate is for npm start: no function runs here\n');
});
