import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { Store } from '../storage/store.js';
import type { QueueConfig, SubscriptionConfig } from './entities.js';
import { Duplicates } from './entity/duplicates.js';
import { MessageQueue } from './entity/messageQueue.js';
import { SequenceNumbers } from './entity/sequenceNumbers.js';
import { SessionStates } from './entity/sessionStates.js';

/** What every part of the broker works on. */
export interface Surroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** Last part of a dead-letter queue's address. */
const DEAD_LETTER_QUEUE = '$DeadLetterQueue';

/** The receiving side of a queue or subscription, with its dead letters: these never expire and lock without limit. */
export function openReceiving(
  path: string,
  properties: SubscriptionConfig['Properties'],
  numbers: SequenceNumbers,
  surroundings: Surroundings,
) {
  const deadLetterPath = `${path}/${DEAD_LETTER_QUEUE}`;
  const lockDurationMs = properties.LockDuration;
  const deadLetters = new MessageQueue(
    {
      path: deadLetterPath,
      lockDurationMs,
      maxDeliveryCount: Number.POSITIVE_INFINITY,
      requiresSession: false,
      defaultTtlMs: Number.POSITIVE_INFINITY,
      deadLettersExpired: false,
    },
    { ...surroundings, numbers: new SequenceNumbers(surroundings.store, deadLetterPath), deadLetters: undefined },
  );
  const queue = new MessageQueue(
    {
      path,
      lockDurationMs,
      maxDeliveryCount: properties.MaxDeliveryCount,
      requiresSession: properties.RequiresSession,
      defaultTtlMs: properties.DefaultMessageTimeToLive,
      deadLettersExpired: properties.DeadLetteringOnMessageExpiration,
    },
    { ...surroundings, numbers, deadLetters },
  );
  return { queue, deadLetters, sessionStates: new SessionStates(surroundings.store, path) };
}

/** Undefined where the entity does not ask for duplicate detection. */
export function openDuplicates(
  path: string,
  properties: Pick<QueueConfig['Properties'], 'RequiresDuplicateDetection' | 'DuplicateDetectionHistoryTimeWindow'>,
  { store, clock }: Surroundings,
): Duplicates | undefined {
  return properties.RequiresDuplicateDetection
    ? new Duplicates(store, path, properties.DuplicateDetectionHistoryTimeWindow, clock)
    : undefined;
}
