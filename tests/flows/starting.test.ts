import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { simulatorClient } from '../../local/payment-provider/simulatorClient.js';
import { openDataFolder } from '../../local/storage/dataFolder.js';
import { breakfast } from '../support/breakfast.js';
import { type ProgramOptions, runProgram } from '../support/program.js';
import type { OrderResource } from '../support/shop.js';
import { removeFolder, temporaryFolder } from '../support/temporaryFolder.js';

const READY = /^Ready: (\S+)$/m;
const LINE = /^[^\n]+\n$/;

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** A port that something else uses. */
async function takenPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return String(typeof address === 'object' && address?.port);
}

/** @returns the last line that a start printed which failed */
async function failure(options: ProgramOptions): Promise<string> {
  const program = runProgram('start', options);
  expect(await program.exited).toBe(1);
  expect(program.stdout()).toBe('');
  const reason =
    program
      .stderr()
      .split(/^\d\d:\d\d:.*\n|^The API is open.*\n/m)
      .at(-1) ?? '';
  expect(reason).toMatch(LINE);
  return reason.trim();
}

async function order(url: string, wait: number): Promise<OrderResource> {
  const answer = await fetch(`${url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: `wait=${wait}` },
    body: JSON.stringify(breakfast()),
  });
  return (await answer.json()) as OrderResource;
}

async function statusOf(url: string, orderId: string): Promise<string> {
  const answer = await fetch(`${url}/api/orders/${orderId}`);
  return ((await answer.json()) as OrderResource).status;
}

describe('a start that cannot succeed says why in one line', () => {
  it.each(['--port', '--service-bus-port', '--cosmos-port', '--payment-port', '--issuer-port'])(
    'where %s is taken',
    async (option) => {
      const port = await takenPort();
      expect(await failure({ args: ['--ephemeral', option, port] })).toBe(
        `Port ${port} is taken: stop what uses it, or choose another (0 picks a free one; --help lists the options).`,
      );
    },
  );

  it('where an option is unknown or a port is none', async () => {
    expect(await failure({ args: ['--colour', 'red'] })).toBe("Unknown option '--colour'");
    expect(await failure({ args: ['--port', 'abc'] })).toBe('--port must be a port from 0 to 65535: abc');
  });

  it.each([
    ['CANCELLATION_WINDOW_SECONDS', 'abc', /CANCELLATION_WINDOW_SECONDS/],
    ['AUTH_ISSUER', 'http://127.0.0.1:9091', /AUTH_AUDIENCE: AUTH_ISSUER and AUTH_AUDIENCE go together/],
    ['AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentSessions', 'many', /maxConcurrentSessions/],
  ])('where the setting %s is %s', async (name, value, reason) => {
    expect(await failure({ args: ['--ephemeral'], settings: { [name]: value } })).toMatch(reason);
  });

  it('where a function could not be started, since Ready promises all of them', async () => {
    const settings = { AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCallsPerSession: '2' };
    expect(await failure({ args: ['--ephemeral'], settings })).toMatch(
      /^Not every function can be started: .*handleOrderCommand: NOT_SIMULATED: maxConcurrentCallsPerSession above 1/,
    );
  });

  it('where the data folder is damaged, and leaves it free for another try', async () => {
    const folder = await newFolder();
    await (await openDataFolder(folder)).close();
    truncateSync(join(folder, 'store', 'data.mdb'), 100);
    expect(await failure({ args: ['--data', folder] })).toMatch(/store is damaged: .*move it away to start afresh\.$/);
    expect(readdirSync(folder)).toEqual(['store']);
  });
});

it('--help lists the options and starts nothing', async () => {
  const program = runProgram('start', { args: ['--help'] });
  expect(await program.exited).toBe(0);
  expect(program.stdout()).toMatch(
    /^ {2}--port +port of the HTTP API.* \(7071\)\n {2}--service-bus-port .* \(5672\)\n/m,
  );
  expect(program.stderr()).toBe('');
});

describe('a start that succeeds', () => {
  it('is ready when it says so, stays so, and leaves nothing running or on disk with --ephemeral', async () => {
    const folder = await newFolder();
    const program = runProgram('start', { args: ['--ephemeral'], folder });
    const url = await program.printed(READY);
    expect(await order(url, 10)).toMatchObject({ status: 'confirmed' });
    expect(program.stdout().trimEnd().split('\n').at(-1)).toBe(`Ready: ${url}`);
    const payment = await program.printed(/Payment provider\s+(\S+)/);

    program.signal('SIGINT');
    expect(await program.exited).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    await expect(fetch(payment)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
    expect(program.stderr()).not.toMatch(/Warning/);
  });

  it('finishes on SIGTERM what it had begun to answer, also where it hears it twice', async () => {
    const program = runProgram('start', { args: ['--ephemeral'] });
    const url = await program.printed(READY);
    const payment = await program.printed(/Payment provider\s+(\S+)/);
    await simulatorClient(payment).faults({ mode: 'overloaded' });
    const placed = await order(url, 0);
    const waiting = fetch(`${url}/api/orders/${placed.orderId}`, { headers: { prefer: 'wait=1' } });
    await fetch(`${url}/api/menu`); // The order is being waited for by then.
    program.signal('SIGTERM');
    program.signal('SIGINT'); // Two of one kind may arrive as one.
    expect((await waiting).status).toBe(200);
    expect(await program.exited).toBe(0);
  });

  it.each(['start', 'local:services'])('is what a signal to npm reaches, no shell between: %s', (name) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(scripts[name]).toMatch(/ && exec node [^&|;]+$/);
  });

  it('refuses a second instance on its data folder, and after a kill -9 the next one has everything', async () => {
    const folder = await newFolder();
    const first = runProgram('start', { args: ['--data', folder] });
    const url = await first.printed(READY);
    const { orderId } = await order(url, 10);
    expect(await failure({ args: ['--data', folder] })).toBe(`${folder} is in use by process ${first.pid}.`);
    expect(await statusOf(url, orderId)).toBe('confirmed');

    first.signal('SIGKILL');
    await first.exited;
    const second = runProgram('start', { args: ['--data', folder] });
    expect(await statusOf(await second.printed(READY), orderId)).toBe('confirmed');
  });
});
