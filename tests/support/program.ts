import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { builtProgram } from '../../local/builtProgram.js';
import { until } from './until.js';

export interface ProgramOptions {
  readonly args?: readonly string[];
  /** Environment variables beside those of the tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The current folder; the project's without. */
  readonly folder?: string;
}

/** A program of the local Azure as a person at a terminal runs it. */
export interface Program {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Waits until standard output matches, and gives the first group. */
  printed(pattern: RegExp): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, null where a signal ended it. */
  readonly exited: Promise<number | null>;
}

const FREE_PORTS = ['--port', '--service-bus-port', '--cosmos-port', '--payment-port', '--issuer-port'].flatMap(
  (option) => [option, '0'],
);

/** Runs a built program on free ports, unless `args` say otherwise. It goes when the test ends. */
export function runProgram(name: 'start' | 'startServices', options: ProgramOptions = {}): Program {
  const { args = [], settings = {}, folder = process.cwd() } = options;
  const child = spawn(process.execPath, [builtProgram(name), ...FREE_PORTS, ...args], {
    cwd: folder,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    texts.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    texts.stderr += chunk;
  });
  let over = false;
  // All that it printed has arrived by then, unlike at its exit.
  const exited = once(child, 'close').then(([code]) => {
    over = true;
    return code as number | null;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    printed: (pattern) =>
      until(
        `${pattern} to be printed`,
        () => {
          const [, group] = pattern.exec(texts.stdout) ?? [];
          if (group === undefined && over) throw new Error(`ended instead:\n${texts.stdout}${texts.stderr}`);
          return group;
        },
        20_000,
      ),
    signal: (signal) => void child.kill(signal),
    exited,
  };
}
