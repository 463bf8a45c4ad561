import type { Draft } from '../message/draft.js';
import type { StoredMessage } from './message.js';

/**
 * A draft as an entity takes it.
 * @param now milliseconds since 1970
 * @param longestTtl the entity's own limit in milliseconds, Infinity for none
 */
export function newMessage(draft: Draft, sequenceNumber: number, now: number, longestTtl: number): StoredMessage {
  const ttl = Math.min(draft.ttl ?? Number.POSITIVE_INFINITY, longestTtl);
  const expires = Number.isFinite(ttl);
  return {
    messageId: draft.messageId,
    sessionId: draft.sessionId,
    annotations: draft.annotations,
    content: draft.content,
    sequenceNumber,
    enqueuedSequenceNumber: sequenceNumber,
    enqueuedAt: now,
    ttl: expires ? ttl : undefined,
    expiresAt: expires ? now + ttl : undefined,
    scheduledFor: undefined,
    state: 'active',
    deliveryCount: 0,
    deadLetterSource: undefined,
    deadLetterReason: undefined,
    deadLetterDescription: undefined,
  };
}
