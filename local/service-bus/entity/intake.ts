import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { Store } from '../../storage/store.js';
import type { Draft } from '../message/draft.js';
import { notAllowed } from './brokerError.js';
import type { Duplicates } from './duplicates.js';
import type { StoredMessage } from './message.js';
import { MessageRecords } from './messageRecords.js';
import { Scheduled } from './scheduled.js';
import type { SequenceNumbers } from './sequenceNumbers.js';
import { Work } from './work.js';

/** Service Bus limit for message ids and session ids, in characters. */
const LONGEST_ID = 128;

export interface IntakeOptions {
  readonly path: string;
  readonly requiresSession: boolean;
  readonly duplicates: Duplicates | undefined;
  readonly numbers: SequenceNumbers;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Where messages go that are visible now. */
  readonly deliver: (work: Work, draft: Draft) => void;
}

/** What queues and topics have in common: how messages come in. */
export class Intake {
  readonly scheduled: Scheduled;

  constructor(private readonly options: IntakeOptions) {
    const { store, path, numbers, clock, log } = options;
    const onDue = (message: StoredMessage): void => {
      this.#activate(message).catch((error) => log.write('error', 'service-bus', `${path}: ${error}`));
    };
    this.scheduled = new Scheduled(new MessageRecords(store, path), numbers, clock, onDue);
  }

  /** Takes all messages or none. Resolves once they are safe. @throws BrokerError amqp:not-allowed */
  async send(drafts: readonly Draft[]): Promise<void> {
    const work = this.#work(drafts);
    for (const draft of drafts) {
      if (this.#isDuplicate(work, draft)) continue;
      if (this.#isForLater(draft)) this.scheduled.add(work, draft);
      else this.options.deliver(work, draft);
    }
    await work.commit();
  }

  /** Takes messages for later. Resolves with the numbers by which they can be cancelled. */
  async schedule(drafts: readonly Draft[]): Promise<number[]> {
    const work = this.#work(drafts);
    const numbers = drafts.map((draft) => {
      // A duplicate is dropped in silence, so it gets a number like any other.
      if (this.#isDuplicate(work, draft)) return this.options.numbers.next(work);
      return this.scheduled.add(work, { ...draft, scheduledFor: draft.scheduledFor ?? this.options.clock.now() });
    });
    await work.commit();
    return numbers;
  }

  async cancelScheduled(sequenceNumbers: readonly number[]): Promise<void> {
    const work = new Work(this.options.store);
    this.scheduled.cancel(work, sequenceNumbers);
    await work.commit();
  }

  #work(drafts: readonly Draft[]): Work {
    for (const { messageId, sessionId = '' } of drafts) {
      if (messageId.length > LONGEST_ID || sessionId.length > LONGEST_ID) {
        throw notAllowed(`MessageId and SessionId hold at most ${LONGEST_ID} characters.`);
      }
      if (this.options.requiresSession && !sessionId) {
        throw notAllowed(
          `The entity '${this.options.path}' requires sessions: SessionId must be set on every message.`,
        );
      }
    }
    return new Work(this.options.store);
  }

  #isDuplicate(work: Work, { messageId }: Draft): boolean {
    return this.options.duplicates?.seen(work, messageId) ?? false;
  }

  #isForLater({ scheduledFor }: Draft): boolean {
    return scheduledFor !== undefined && scheduledFor > this.options.clock.now();
  }

  async #activate(message: StoredMessage): Promise<void> {
    const work = new Work(this.options.store);
    this.scheduled.remove(work, message);
    this.options.deliver(work, message);
    await work.commit();
  }
}
