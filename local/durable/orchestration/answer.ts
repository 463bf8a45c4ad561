import { messageOf } from '../../messageOf.js';
import { ActionType, flattenActions, type Mention } from './actions.js';
import type { Ending } from './instanceRecord.js';

/** What one replay of an orchestrator came to. */
export interface Answer {
  readonly mentions: readonly Mention[];
  /** False where the state came as text: new mentions cannot be told from repeated ones then. */
  readonly identityKept: boolean;
  readonly customStatus: string | undefined;
  readonly ending: Ending | undefined;
  /** What the orchestrator threw; empty where it has no message, so that Azure would not notice the failure. */
  readonly error?: string;
}

interface State {
  readonly isDone: boolean;
  readonly actions: unknown;
  readonly output?: unknown;
  readonly customStatus?: unknown;
  readonly error?: string;
}

/** Stands in the message of what a failed orchestrator throws, between a useless word and its state as JSON. */
const STATE_MARKER = '\n\n$OutOfProcData$:';

const jsonText = (value: unknown) => (value === undefined ? 'null' : (JSON.stringify(value) ?? 'null'));

/** The library quotes strings for continueAsNew and nothing else. */
function newInput(input: unknown): string {
  return typeof input === 'string' ? input : jsonText(input);
}

function endingOf(state: State, mentions: readonly Mention[]): Ending | undefined {
  if (!state.isDone) return undefined;
  for (const { action } of mentions) {
    if (action.actionType === ActionType.ContinueAsNew)
      return { status: 'ContinuedAsNew', input: newInput(action.input) };
  }
  return { status: 'Completed', output: jsonText(state.output) };
}

function customStatusOf({ customStatus }: State): string | undefined {
  return customStatus === undefined || customStatus === null ? undefined : JSON.stringify(customStatus);
}

function isState(value: unknown): value is State {
  return typeof value === 'object' && value !== null && 'actions' in value && Array.isArray(value.actions);
}

/** @throws NotSimulatedError where the orchestrator asks for something that is not imitated */
export function answerOf(state: unknown): Answer {
  if (!isState(state)) throw new Error('The orchestrator was not run by durable-functions 3.');
  const mentions = flattenActions(state.actions);
  return { mentions, identityKept: true, customStatus: customStatusOf(state), ending: endingOf(state, mentions) };
}

export function failedEnding(orchestrator: string, error: string): Ending {
  return { status: 'Failed', output: JSON.stringify(`Orchestrator function '${orchestrator}' failed: ${error}`) };
}

/** @throws NotSimulatedError as `answerOf`; an error in the words of the library where its replay broke down */
export function answerOfThrown(orchestrator: string, thrown: unknown): Answer {
  const text = messageOf(thrown);
  const marker = text.indexOf(STATE_MARKER);
  if (marker < 0) throw new Error(text);
  const state: unknown = JSON.parse(text.slice(marker + STATE_MARKER.length));
  if (!isState(state)) throw new Error(text);
  return {
    mentions: flattenActions(state.actions),
    identityKept: false,
    customStatus: customStatusOf(state),
    ending: failedEnding(orchestrator, state.error ?? 'it threw something without a message'),
    error: state.error ?? '',
  };
}
