import type { Described } from '../message/delivery.js';

/** A message that an entity has taken, as the store keeps it. Times are milliseconds since 1970. */
export interface StoredMessage extends Described {
  readonly messageId: string;
  readonly sessionId: string | undefined;
  /** Undefined: never. */
  readonly expiresAt: number | undefined;
  /** While the state is `scheduled`. */
  readonly scheduledFor: number | undefined;
  readonly deadLetterReason: string | undefined;
  readonly deadLetterDescription: string | undefined;
}

/** Where a message is on its way, beside what is stored: a restart makes every locked message ready again. */
export type Status = 'ready' | 'locked' | 'deferred' | 'leaving';

/** A message in the working memory of its entity. */
export interface Entry {
  stored: StoredMessage;
  status: Status;
}
