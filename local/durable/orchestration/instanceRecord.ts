import type { OpenTask } from './openTask.js';

export interface Parent {
  readonly instanceId: string;
  readonly executionId: string;
  readonly taskId: number;
}

/** How the orchestrator's code ended. The instance follows once nothing of it is open any more. */
export type Ending =
  | { readonly status: 'Completed'; readonly output: string }
  | { readonly status: 'Failed'; readonly output: string }
  | { readonly status: 'ContinuedAsNew'; readonly input: string };

/** What is kept of an instance beside its history. Times are milliseconds since 1970, values of the app JSON texts. */
export interface InstanceRecord {
  readonly instanceId: string;
  readonly name: string;
  readonly version: string;
  readonly parent: Parent | undefined;
  executionId: string;
  input: string;
  output: string | undefined;
  customStatus: string | undefined;
  status: 'Pending' | 'Running' | 'Completed' | 'Failed' | 'Terminated';
  suspended: boolean;
  createdAt: number;
  updatedAt: number;
  /** Whether the first turn of this execution is over. */
  started: boolean;
  ending: Ending | undefined;
  /** How many rows of history there are. */
  historyRows: number;
  nextId: number;
  open: readonly OpenTask[];
}

/** The status as the management API names it. */
export function runtimeStatus({ status, suspended }: InstanceRecord): string {
  return suspended && (status === 'Pending' || status === 'Running') ? 'Suspended' : status;
}

export function isFinished({ status }: InstanceRecord): boolean {
  return status === 'Completed' || status === 'Failed' || status === 'Terminated';
}
