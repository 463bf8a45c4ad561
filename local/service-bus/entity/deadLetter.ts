import { type ApplicationProperties, withApplicationProperties } from '../message/applicationProperties.js';
import type { StoredMessage } from './message.js';

/** Why a message is among the dead letters. */
export interface Cause {
  readonly reason: string | undefined;
  readonly description: string | undefined;
  /** Further application properties to set. */
  readonly properties?: ApplicationProperties;
}

export const EXPIRED: Cause = {
  reason: 'TTLExpiredException',
  description: 'The message expired and was dead lettered.',
};

export const deliveredTooOften = (times: number, properties: ApplicationProperties): Cause => ({
  reason: 'MaxDeliveryCountExceeded',
  description: `Message could not be consumed after ${times} delivery attempts.`,
  properties,
});

/**
 * A message as the dead-letter queue takes it: under a number of that queue, never to expire, with the cause in its
 * application properties, and otherwise as it was.
 */
export function asDeadLetter(
  stored: StoredMessage,
  source: string,
  sequenceNumber: number,
  { reason, description, properties }: Cause,
): StoredMessage {
  const told = {
    ...(reason !== undefined && { DeadLetterReason: reason }),
    ...(description !== undefined && { DeadLetterErrorDescription: description }),
  };
  return {
    ...stored,
    content: withApplicationProperties(stored.content, { ...properties, ...told }),
    state: 'active',
    sequenceNumber,
    expiresAt: undefined,
    deadLetterSource: source,
    deadLetterReason: reason,
    deadLetterDescription: description,
  };
}
