import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import { builtProgram } from './builtProgram.js';
import { openChannel } from './channel.js';
import type { Request } from './parent.js';

const PORTS = ['--port', '--service-bus-port', '--cosmos-port', '--payment-port', '--issuer-port'];

/** As `npm start` has them. Most of what a request makes is dead by its end: with room it dies before it is copied. */
const NODE_OPTIONS = ['--max-semi-space-size=64'];

export interface ProcessOptions {
  /** Undefined: nothing on disk. */
  readonly dataFolder?: string;
  /** App settings, as environment variables. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Options of Node, beside those that `npm start` has. */
  readonly nodeOptions?: readonly string[];
}

/** `npm start` in a process of its own, on free ports, with a clock that can be moved. */
export interface LocalProcess {
  readonly pid: number;
  readonly url: string;
  readonly paymentUrl: string;
  readonly issuerUrl: string;
  /** Everything that it printed so far. */
  output(): string;
  /** Moves its time forward. */
  advance(ms: number): Promise<void>;
  /** Whether nothing is being handled and nothing waits for anything but time. */
  idle(): Promise<boolean>;
  /** Stops it as Ctrl-C does. @returns its exit code */
  stop(): Promise<number | null>;
  /** As a power cut for the process would. */
  kill(): Promise<void>;
}

function found(output: string, pattern: RegExp): string {
  const match = pattern.exec(output)?.[1];
  if (match === undefined) throw new Error(`not printed: ${pattern}\n${output}`);
  return match;
}

/** Starts it and resolves once it printed its Ready line. @throws with its output where it exits instead */
export async function startProcess({
  dataFolder,
  settings = {},
  args = [],
  nodeOptions = [],
}: ProcessOptions = {}): Promise<LocalProcess> {
  const data = dataFolder === undefined ? ['--ephemeral'] : ['--data', dataFolder];
  const ports = PORTS.flatMap((option) => [option, '0']);
  const child = fork(builtProgram('start'), [...ports, ...data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...settings },
    execArgv: [...NODE_OPTIONS, ...nodeOptions],
  });
  const channel = openChannel(child, () => Promise.reject(new Error('a test answers nothing')));
  child.once('exit', () => channel.close('the local Azure is gone'));
  const ask = async (request: Request) => z.boolean().parse(await channel.ask(request));
  let output = '';
  let isReady = false;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = new Promise<void>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      output += chunk.toString();
      // Asked once only: what a busy shop prints is long.
      if (isReady || !/^Ready: /m.test(output)) return;
      isReady = true;
      resolve();
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('exit', (code) => reject(new Error(`exited with ${code} instead of getting ready:\n${output}`)));
  });
  ready.catch(() => {});
  await ready;
  return {
    pid: child.pid ?? 0,
    url: found(output, /^Ready: (\S+)/m),
    paymentUrl: found(output, /Payment provider\s+(\S+)/),
    issuerUrl: found(output, /Token issuer\s+(\S+)/),
    output: () => output,
    advance: async (ms) => void (await ask({ type: 'advance', ms })),
    idle: () => ask({ type: 'idle' }),
    stop: async () => {
      child.kill('SIGTERM');
      return (await exited)[0];
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
