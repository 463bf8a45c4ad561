import { NotSimulatedError } from '../../notSimulated.js';

/** The fields of `df.RetryOptions`, as the library sends them. Intervals are milliseconds. */
export interface RetryOptions {
  readonly firstRetryIntervalInMilliseconds: number;
  readonly maxNumberOfAttempts: number;
  readonly backoffCoefficient?: number;
  readonly maxRetryIntervalInMilliseconds?: number;
  readonly retryTimeoutInMilliseconds?: number;
}

/** What an orchestrator asked for, in the library's own objects: the same object means the same task. */
export type Action =
  | {
      readonly actionType: 0 | 1;
      readonly functionName: string;
      readonly input?: unknown;
      readonly retryOptions?: RetryOptions;
    }
  | {
      readonly actionType: 2 | 3;
      readonly functionName: string;
      readonly instanceId?: string;
      readonly version?: string;
      readonly input?: unknown;
      readonly retryOptions?: RetryOptions;
    }
  | { readonly actionType: 4; readonly input?: unknown }
  | { readonly actionType: 5; readonly fireAt: Date; readonly isCanceled: boolean }
  | { readonly actionType: 6; readonly externalEventName: string };

export const CONTINUE_AS_NEW = 4;
const WHEN_ANY = 11;
const WHEN_ALL = 12;

const NOT_SIMULATED: Readonly<Record<number, string>> = {
  7: 'Durable entities (callEntity)',
  8: 'Durable HTTP calls (callHttp)',
  9: 'Durable entities (signalEntity)',
  10: 'Durable entities (scheduled signals)',
  13: 'Durable entity locks (lock)',
  14: 'Durable entity locks (release)',
};

/** One mention of an action in the list; `entry` counts the tasks that were yielded, compounds as one. */
export interface Mention {
  readonly action: Action;
  readonly entry: number;
}

interface AnyAction {
  readonly actionType: number;
  readonly compoundActions?: readonly AnyAction[];
}

function flattenInto(mentions: Mention[], action: AnyAction, entry: number): void {
  if (action.actionType === WHEN_ANY || action.actionType === WHEN_ALL) {
    for (const child of action.compoundActions ?? []) flattenInto(mentions, child, entry);
    return;
  }
  const missing = NOT_SIMULATED[action.actionType];
  if (missing) throw new NotSimulatedError(missing);
  if (!(action.actionType >= 0 && action.actionType <= 6)) {
    throw new NotSimulatedError(`Durable Functions action type ${action.actionType}`);
  }
  mentions.push({ action: action as Action, entry });
}

/**
 * The actions of a state, compounds replaced by their children, in the order in which the library counts them.
 *
 * @throws NotSimulatedError for entities, locks and HTTP calls
 */
export function flattenActions(actions: unknown): Mention[] {
  const mentions: Mention[] = [];
  const [list = []] = actions as readonly (readonly AnyAction[])[];
  list.forEach((action, entry) => {
    flattenInto(mentions, action, entry);
  });
  return mentions;
}

/** What must stay the same on every replay: the kind and the name, names of functions without case as in .NET. */
export function signatureOf(action: Action): string {
  switch (action.actionType) {
    case 0:
    case 1:
      return `the activity '${action.functionName.toLowerCase()}'`;
    case 2:
    case 3:
      return `the sub-orchestration '${action.functionName.toLowerCase()}'`;
    case 4:
      return 'continueAsNew';
    case 5:
      return 'a timer';
    case 6:
      return `a wait for the event '${action.externalEventName}'`;
  }
}
