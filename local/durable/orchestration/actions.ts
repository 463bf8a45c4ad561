import { NotSimulatedError } from '../../notSimulated.js';

/** Numbers of what an orchestrator can ask for, as the library has them. */
export const ActionType = {
  CallActivity: 0,
  CallActivityWithRetry: 1,
  CallSubOrchestrator: 2,
  CallSubOrchestratorWithRetry: 3,
  ContinueAsNew: 4,
  CreateTimer: 5,
  WaitForExternalEvent: 6,
  CallEntity: 7,
  CallHttp: 8,
  SignalEntity: 9,
  ScheduledSignalEntity: 10,
  WhenAny: 11,
  WhenAll: 12,
  LockEntity: 13,
  ReleaseLock: 14,
} as const;
type ActionTypes = typeof ActionType;

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
      readonly actionType: ActionTypes['CallActivity' | 'CallActivityWithRetry'];
      readonly functionName: string;
      readonly input?: unknown;
      readonly retryOptions?: RetryOptions;
    }
  | {
      readonly actionType: ActionTypes['CallSubOrchestrator' | 'CallSubOrchestratorWithRetry'];
      readonly functionName: string;
      readonly instanceId?: string;
      readonly version?: string;
      readonly input?: unknown;
      readonly retryOptions?: RetryOptions;
    }
  | { readonly actionType: ActionTypes['ContinueAsNew']; readonly input?: unknown }
  | { readonly actionType: ActionTypes['CreateTimer']; readonly fireAt: Date; readonly isCanceled: boolean }
  | { readonly actionType: ActionTypes['WaitForExternalEvent']; readonly externalEventName: string };

const NOT_SIMULATED: Readonly<Record<number, string>> = {
  [ActionType.CallEntity]: 'Durable entities (callEntity)',
  [ActionType.CallHttp]: 'Durable HTTP calls (callHttp)',
  [ActionType.SignalEntity]: 'Durable entities (signalEntity)',
  [ActionType.ScheduledSignalEntity]: 'Durable entities (scheduled signals)',
  [ActionType.LockEntity]: 'Durable entity locks (lock)',
  [ActionType.ReleaseLock]: 'Durable entity locks (release)',
};

type Activity = Extract<Action, { readonly actionType: ActionTypes['CallActivity' | 'CallActivityWithRetry'] }>;

export function isActivity(action: Action): action is Activity {
  return action.actionType === ActionType.CallActivity || action.actionType === ActionType.CallActivityWithRetry;
}

/** One mention of an action in the list; `entry` counts the tasks that were yielded, compounds as one. */
export interface Mention {
  readonly action: Action;
  readonly entry: number;
}

interface AnyAction {
  readonly actionType: number;
  readonly compoundActions?: readonly AnyAction[];
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(ActionType));

function flattenInto(mentions: Mention[], action: AnyAction, entry: number): void {
  if (action.actionType === ActionType.WhenAny || action.actionType === ActionType.WhenAll) {
    for (const child of action.compoundActions ?? []) flattenInto(mentions, child, entry);
    return;
  }
  const missing = NOT_SIMULATED[action.actionType];
  if (missing) throw new NotSimulatedError(missing);
  if (!KNOWN.has(action.actionType)) {
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
    case ActionType.CallActivity:
    case ActionType.CallActivityWithRetry:
      return `the activity '${action.functionName.toLowerCase()}'`;
    case ActionType.CallSubOrchestrator:
    case ActionType.CallSubOrchestratorWithRetry:
      return `the sub-orchestration '${action.functionName.toLowerCase()}'`;
    case ActionType.ContinueAsNew:
      return 'continueAsNew';
    case ActionType.CreateTimer:
      return 'a timer';
    case ActionType.WaitForExternalEvent:
      return `a wait for the event '${action.externalEventName}'`;
  }
}
