import { type Action, ActionType, isActivity, signatureOf } from '../orchestration/actions.js';
import type { Answer } from '../orchestration/answer.js';
import type { MatchedSteps, Step } from '../orchestration/steps.js';
import type { Engine } from './engine.js';
import type { LiveInstance } from './liveInstance.js';
import type { Received } from './receive.js';
import { type WarningKind, warn } from './warn.js';

interface Turn {
  readonly known: readonly Step[];
  readonly received: Received;
  readonly matched: MatchedSteps;
  readonly answer: Answer;
}

const takesId = (action: Action) => action.actionType !== ActionType.WaitForExternalEvent;

/** A retry that fails after the orchestrator has yielded other tasks makes the counts of ids differ on Azure. */
function movedOn(known: readonly Step[], leaf: number): boolean {
  const lastEntry = known.at(-1)?.entry ?? 0;
  return known.every((step) => step.leaf !== leaf || step.entry < lastEntry);
}

function differsInCaseOnly(names: readonly string[], actions: readonly Action[]): string | undefined {
  const waits = new Set(
    actions.flatMap((action) =>
      action.actionType === ActionType.WaitForExternalEvent ? action.externalEventName : [],
    ),
  );
  const waitsInLowerCase = new Set([...waits].map((name) => name.toLowerCase()));
  return names.find((name) => !waits.has(name) && waitsInLowerCase.has(name.toLowerCase()));
}

/** Looks at one turn for what works here and hangs or is lost on Azure. */
export function warnOfTurn(engine: Engine, instance: LiveInstance, { known, received, matched, answer }: Turn): void {
  const say = (kind: WarningKind, text: string) => warn(engine, instance, kind, text);

  const again = answer.identityKept ? matched.repeated.find(takesId) : undefined;
  if (again) {
    say(
      'taskYieldedAgain',
      `${signatureOf(again)} was handed to another Task.any or Task.all. Azure starts it a second time, after which ` +
        'the orchestration hangs or gets the results of other tasks. Create a new task instead.',
    );
  }
  if (received.retried.some((leaf) => movedOn(known, leaf))) {
    say('retryAfterMovingOn', 'A task with retries failed after the orchestrator had moved on. Azure hangs here.');
  }
  if (received.stoppedEarly) {
    const { name } = received.stoppedEarly;
    say('retryStoppedEarly', `The retries of '${name}' stopped before their last attempt. Azure hangs here.`);
  }
  if (answer.error === '') {
    say('silentFailure', 'The orchestrator threw something without a message. Azure leaves it running for ever.');
  }
  for (const { action } of matched.fresh) {
    if (isActivity(action) && typeof action.input === 'boolean') {
      say(
        'booleanInput',
        `${signatureOf(action)} was given ${action.input}. On Azure it may get the text 'True' or 'False'.`,
      );
    }
    if (action.actionType === ActionType.ContinueAsNew && typeof action.input === 'string') {
      say('continueAsNewWithText', 'continueAsNew was given a text. On Azure it may come back with quotes around it.');
    }
  }
  const misspelt = differsInCaseOnly(received.eventNames, matched.actions);
  if (misspelt !== undefined) {
    say(
      'eventNameCase',
      `The event '${misspelt}' differs from the one that is waited for in case: it is not delivered.`,
    );
  }
}
