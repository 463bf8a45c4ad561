import { readFileSync } from 'node:fs';

interface Life {
  readonly state: string;
  /** In ticks since the machine was started. */
  readonly startedAt: string;
}

/** What Linux knows of a process; undefined elsewhere, and where there is none. */
function lifeOf(pid: number): Life | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 3 and 22; the second, the command, may hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** Names a process in one line that no later one has, even where ids come around as in containers. */
export function processIdentity(pid: number): string {
  return `${pid} ${lifeOf(pid)?.startedAt ?? ''}`.trim();
}

/** Whether the process of an identity still runs. */
export function isRunning(identity: string): boolean {
  const pid = Number(identity.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: somebody else's process, but there it is.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // A zombie has ended, though nobody has asked how yet.
  return processIdentity(pid) === identity && lifeOf(pid)?.state !== 'Z';
}
