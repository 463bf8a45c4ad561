import { messageOf } from '../../messageOf.js';
import { NotSimulatedError } from '../../notSimulated.js';
import { ActionType } from '../orchestration/actions.js';
import { type Answer, answerOf, answerOfThrown, failedEnding } from '../orchestration/answer.js';
import type { Ending } from '../orchestration/instanceRecord.js';
import { type Call, type OpenTask, OpenTasks } from '../orchestration/openTask.js';
import { orchestrationPayload } from '../orchestration/payload.js';
import { schedule } from '../orchestration/schedule.js';
import { type MatchedSteps, matchSteps, type Step } from '../orchestration/steps.js';
import { disarm } from './begin.js';
import type { Engine } from './engine.js';
import type { LiveInstance, Replay } from './liveInstance.js';
import type { Received } from './receive.js';
import { warnOfTurn } from './warnOfTurn.js';

/** What a replay added. */
export interface Replayed {
  readonly steps: readonly Step[];
  readonly opened: readonly OpenTask[];
  readonly ending: Ending | undefined;
}

/** The history of an instance, from memory or else from the store. */
export function replayOf(engine: Engine, instance: LiveInstance): Replay {
  if (!instance.replay) {
    const rows = engine.rows.history(instance.record);
    instance.replay = { events: rows.flatMap((row) => row.received), steps: rows.flatMap((row) => row.steps) };
  }
  return instance.replay;
}

async function ask(engine: Engine, { record }: LiveInstance, history: readonly string[]): Promise<Answer> {
  let result: unknown;
  try {
    result = await engine.functions.runOrchestrator(
      record.name,
      orchestrationPayload(record, history),
      record.instanceId,
    );
  } catch (thrown) {
    return answerOfThrown(record.name, thrown);
  }
  return answerOf(result);
}

function closeCancelledTimers(instance: LiveInstance, { actions }: MatchedSteps): void {
  for (const task of instance.tasks.all()) {
    if (task.kind !== 'timer') continue;
    const action = actions[task.leaf];
    if (action?.actionType !== ActionType.CreateTimer || !action.isCanceled) continue;
    instance.tasks.close(task.id);
    disarm(instance, task.id);
  }
}

/** Nothing more can be made of this execution: whatever is open is dropped. */
function broken(instance: LiveInstance, error: unknown): Replayed {
  const message = messageOf(error);
  instance.tasks = new OpenTasks(instance.tasks.nextId, []);
  return { steps: [], opened: [], ending: failedEnding(instance.record.name, message) };
}

/** How many attempts that never run the library is led through after its retries were stopped. */
const MOST_EMPTY_ATTEMPTS = 1_000;

function refuseEndlessAttempts(stopped: Call | undefined): void {
  const { options, attempt } = stopped?.attempts ?? {};
  if (options && attempt && options.maxNumberOfAttempts - attempt > MOST_EMPTY_ATTEMPTS) {
    throw new NotSimulatedError(`stopping the retries of '${stopped?.name}' with more than 1000 attempts left`);
  }
}

/** Runs the orchestrator over its whole history and works out what is new. */
export async function replay(engine: Engine, instance: LiveInstance, received: Received): Promise<Replayed> {
  const { events, steps: known } = replayOf(engine, instance);
  try {
    refuseEndlessAttempts(received.stoppedEarly);
    const answer = await ask(engine, instance, [...events, ...received.events]);
    const matched = matchSteps(known, answer.mentions, answer.error);
    closeCancelledTimers(instance, matched);
    const { fresh, steps } = answer.identityKept ? matched : { fresh: [], steps: [] };
    const opened = fresh.flatMap((leaf) => schedule(leaf, instance.tasks, received.time) ?? []);
    warnOfTurn(engine, instance, { known, received, matched, answer });
    instance.record.customStatus = answer.customStatus ?? instance.record.customStatus;
    return { steps, opened, ending: answer.ending };
  } catch (error) {
    return broken(instance, error);
  }
}
