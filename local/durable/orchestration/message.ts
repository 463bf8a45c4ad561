import type { Failure } from './openTask.js';

/** Something that happened to an instance and that its orchestrator has not been told yet. */
export type Message =
  | { readonly kind: 'taskCompleted'; readonly executionId: string; readonly id: number; readonly result: string }
  | { readonly kind: 'taskFailed'; readonly executionId: string; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'timerFired'; readonly executionId: string; readonly id: number }
  | { readonly kind: 'eventRaised'; readonly name: string; readonly input: string | undefined };

/** A message on its way; `row` is its key in the store where it has to survive a crash. */
export interface Delivery {
  readonly message: Message;
  readonly row?: string;
}
