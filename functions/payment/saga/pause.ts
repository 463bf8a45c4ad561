import type * as df from 'durable-functions';
import type { Steps } from '../../shared/step.js';

/** A durable wait of `ms`. */
export function* pause(context: df.OrchestrationContext, ms: number): Steps<void> {
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + ms));
}

/**
 * A durable wait until `time`, ended early by `event`.
 *
 * @param event one and the same task for all waits of a saga; it must not have been completed before
 * @returns whether the event came first
 */
export function* waitForEvent(context: df.OrchestrationContext, event: df.Task, time: Date): Steps<boolean> {
  const timer = context.df.createTimer(time);
  const first = yield context.df.Task.any([event, timer]);
  if (first === timer) return false;
  // An open timer would keep the orchestration running.
  timer.cancel();
  return true;
}
