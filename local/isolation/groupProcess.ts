import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { builtProgram } from '../builtProgram.js';
import { openChannel } from '../channel.js';
import type { GroupQuestion } from './questions.js';

/** The process of a scale group, as its parent sees it. */
export interface GroupProcess {
  readonly group: string;
  readonly pid: number | undefined;
  /** Resolves when the process has ended, with how: a signal or an exit code. */
  readonly ended: Promise<string>;
  ask(question: GroupQuestion): Promise<unknown>;
  /** Drains it and waits for its end. */
  stop(): Promise<void>;
  /** Ends it as it is. */
  kill(): Promise<void>;
}

/** What a group's process prints goes to standard error under the group's name. */
function forward(output: Readable | null, group: string): void {
  if (output) createInterface(output).on('line', (line) => process.stderr.write(`[${group}] ${line}\n`));
}

/** Not at its exit: what it printed last comes after that. */
async function endOf(child: ChildProcess): Promise<string> {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal ?? `exit code ${code}`;
}

/** Begins a process that waits to be told what to start. @param reply answers what it asks */
export function forkGroup(group: string, reply: (question: unknown) => Promise<unknown>): GroupProcess {
  const child = fork(builtProgram('group'), { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  forward(child.stdout, group);
  forward(child.stderr, group);
  const channel = openChannel(child, reply);
  const ended = endOf(child);
  ended.then((how) => channel.close(`The process of ${group} ended (${how}).`));
  const ask = (question: GroupQuestion) => channel.ask(question);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    group,
    pid: child.pid,
    ended,
    ask,
    kill,
    async stop() {
      await ask({ type: 'stop' });
      // Nothing is left to do for it, and it is deaf to milder signals.
      await kill();
    },
  };
}
