import type { Alarm, Clock } from '../../clock.js';
import type { Draft } from '../message/draft.js';
import { messageNotFound } from './brokerError.js';
import type { StoredMessage } from './message.js';
import type { MessageRecords } from './messageRecords.js';
import type { SequenceNumbers } from './sequenceNumbers.js';
import type { Work } from './work.js';

interface Waiting {
  readonly message: StoredMessage;
  alarm: Alarm;
}

/** The messages of a queue or topic that are to become visible later. */
export class Scheduled {
  readonly #waiting = new Map<number, Waiting>();

  /** @param onDue the time of a message has come; it is still among the waiting until `remove` */
  constructor(
    private readonly records: MessageRecords,
    private readonly numbers: SequenceNumbers,
    private readonly clock: Clock,
    private readonly onDue: (message: StoredMessage) => void,
  ) {}

  get size(): number {
    return this.#waiting.size;
  }

  /** By sequence number. */
  messages(): StoredMessage[] {
    return [...this.#waiting.values()].map(({ message }) => message);
  }

  /** Whether a message's time has come although nobody has seen it yet. */
  anyDue(): boolean {
    return this.messages().some(({ scheduledFor = 0 }) => scheduledFor <= this.clock.now());
  }

  /** Returns the number by which it can be cancelled; it gets another one when it becomes visible. */
  add(work: Work, draft: Draft): number {
    const sequenceNumber = this.numbers.next(work);
    const message: StoredMessage = {
      ...draft,
      sequenceNumber,
      enqueuedSequenceNumber: sequenceNumber,
      enqueuedAt: this.clock.now(),
      expiresAt: undefined,
      state: 'scheduled',
      deliveryCount: 0,
      deadLetterSource: undefined,
      deadLetterReason: undefined,
      deadLetterDescription: undefined,
    };
    this.records.put(work, message);
    work.afterwards(() => this.restore(message));
    return sequenceNumber;
  }

  /** Takes a message that the store already has. */
  restore(message: StoredMessage): void {
    const alarm = this.clock.at(message.scheduledFor ?? 0, () => this.onDue(message));
    this.#waiting.set(message.sequenceNumber, { message, alarm });
  }

  /** @throws BrokerError message-not-found, and then cancels none */
  cancel(work: Work, sequenceNumbers: readonly number[]): void {
    const found = sequenceNumbers.map((number) => {
      const waiting = this.#waiting.get(number);
      if (!waiting) throw messageNotFound(number);
      return waiting;
    });
    for (const { message } of found) this.remove(work, message);
  }

  remove(work: Work, message: StoredMessage): void {
    this.#waiting.get(message.sequenceNumber)?.alarm.cancel();
    this.#waiting.delete(message.sequenceNumber);
    this.records.remove(work, message);
  }
}
