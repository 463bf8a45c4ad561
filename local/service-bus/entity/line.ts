import TinyQueue from 'tinyqueue';
import type { MessageLock } from './lockedMessages.js';
import type { Entry, StoredMessage } from './message.js';
import type { SessionHold } from './sessions.js';

/** Somebody who takes messages: a receiver's link. */
export interface Consumer {
  /** receiveAndDelete: what is delivered is gone. */
  readonly deletes: boolean;
  /** The session whose messages it takes; undefined on an entity without sessions. */
  readonly hold: SessionHold | undefined;
  /** How many messages it wants now. */
  credit(): number;
  /** @param lock undefined where the consumer deletes */
  deliver(message: StoredMessage, lock: MessageLock | undefined): void;
}

/**
 * Messages that wait for delivery, oldest first, and who takes them. A plain queue is one line; a queue with sessions
 * has one for each session. A message that comes back keeps its number and so its place.
 */
export class Line {
  readonly #waiting = new TinyQueue<Entry>([], (a, b) => a.stored.sequenceNumber - b.stored.sequenceNumber);
  readonly #consumers: Consumer[] = [];
  #paused = 0;

  /**
   * @param take hands the message to the consumer
   * @param isExpired whether a message may not be delivered any more; it then leaves the line
   */
  constructor(
    private readonly take: (entry: Entry, consumer: Consumer) => void,
    private readonly isExpired: (entry: Entry) => boolean,
  ) {}

  /** The message that is delivered next. */
  head(): Entry | undefined {
    if (this.#paused > 0) return undefined;
    for (let first = this.#waiting.peek(); first; first = this.#waiting.peek()) {
      if (first.status === 'ready' && !this.isExpired(first)) return first;
      this.#waiting.pop();
    }
    return undefined;
  }

  push(entry: Entry): void {
    entry.status = 'ready';
    this.#waiting.push(entry);
  }

  /** Nothing is delivered until as many calls of `resume`: an earlier message is on its way back to its place. */
  pause(): void {
    this.#paused += 1;
  }

  resume(): void {
    this.#paused -= 1;
  }

  join(consumer: Consumer): void {
    this.#consumers.push(consumer);
  }

  leave(consumer: Consumer): void {
    const at = this.#consumers.indexOf(consumer);
    if (at >= 0) this.#consumers.splice(at, 1);
  }

  /** Delivers while there are messages and credit, one each in turn. */
  deliver(): void {
    for (let entry = this.head(); entry; entry = this.head()) {
      const at = this.#consumers.findIndex((candidate) => candidate.credit() > 0);
      const [consumer] = at < 0 ? [] : this.#consumers.splice(at, 1);
      if (!consumer) return;
      this.#consumers.push(consumer);
      this.#waiting.pop();
      this.take(entry, consumer);
    }
  }
}
