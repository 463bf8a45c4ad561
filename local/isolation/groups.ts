import { requireAll } from '../functionsInError.js';
import { forkGroup, type GroupProcess } from './groupProcess.js';
import { GroupStarted, type StartGroup } from './questions.js';

/** The processes of the scale groups that run. */
export interface Groups {
  /** In the order in which they were ready. */
  readonly started: ReadonlyMap<GroupProcess, GroupStarted>;
  /** Resolves, with a line for a person, when a process has ended before it was told to. */
  readonly broken: Promise<string>;
  /** @throws where the group cannot start, with its reason */
  start(how: StartGroup): Promise<GroupStarted>;
  /** Whether no group is handling anything. */
  idle(): Promise<boolean>;
  advance(ms: number): Promise<void>;
  /** Drains all groups, the first to be started last. */
  stop(): Promise<void>;
  /** Ends all groups as they are. */
  kill(): Promise<void>;
}

/** @param reply answers what the groups ask */
export function createGroups(reply: (question: unknown) => Promise<unknown>): Groups {
  const forked: GroupProcess[] = [];
  const started = new Map<GroupProcess, GroupStarted>();
  let stopping = false;
  let tellBroken: (line: string) => void = () => {};
  const broken = new Promise<string>((resolve) => {
    tellBroken = resolve;
  });
  return {
    started,
    broken,
    async start(how) {
      const child = forkGroup(how.group, reply);
      forked.push(child);
      child.ended.then((end) => {
        if (!stopping) tellBroken(`The process of ${how.group} ended unexpectedly (${end}): everything stops.`);
      });
      const report = GroupStarted.parse(await child.ask(how));
      requireAll(report.functions);
      started.set(child, report);
      return report;
    },
    async idle() {
      const answers = await Promise.all(forked.map((child) => child.ask({ type: 'idle' })));
      return answers.every(Boolean);
    },
    async advance(ms) {
      await Promise.all(forked.map((child) => child.ask({ type: 'advance', ms })));
    },
    async stop() {
      stopping = true;
      const [first, ...others] = forked;
      await Promise.all(others.map((child) => child.stop()));
      await first?.stop();
    },
    async kill() {
      stopping = true;
      await Promise.all(forked.map((child) => child.kill()));
    },
  };
}
