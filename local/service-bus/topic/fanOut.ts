import type { MessageQueue } from '../entity/messageQueue.js';
import type { Work } from '../entity/work.js';
import type { Draft } from '../message/draft.js';
import { factsOf } from './correlationFilter.js';
import type { Rules } from './rules.js';

/** What the topic needs to know of a subscription. */
export interface Subscription {
  readonly rules: Rules;
  readonly queue: MessageQueue;
}

/**
 * Gives every subscription with a matching rule a copy of its own. Without one the message vanishes, as on Azure.
 * @param ttl the topic's default time to live in milliseconds; the subscription's may shorten it further
 */
export function fanOut(work: Work, draft: Draft, ttl: number, subscriptions: readonly Subscription[]): void {
  const facts = factsOf(draft.content);
  const copy = { ...draft, ttl: Math.min(draft.ttl ?? Number.POSITIVE_INFINITY, ttl) };
  for (const { queue, rules } of subscriptions) {
    if (!rules.match(facts)) continue;
    if (queue.settings.requiresSession && !draft.sessionId) queue.refuse(work, copy, 'Session ID is null.');
    else queue.add(work, copy);
  }
}
