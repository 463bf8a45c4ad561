import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import type { Store } from '../../storage/store.js';
import { type ApplicationProperties, withApplicationProperties } from '../message/applicationProperties.js';
import type { Draft } from '../message/draft.js';
import { messageNotFound, notAllowed } from './brokerError.js';
import { asDeadLetter, type Cause, deliveredTooOften, EXPIRED } from './deadLetter.js';
import type { Consumer } from './line.js';
import { Lines } from './lines.js';
import { type Locked, LockedMessages, type Received } from './lockedMessages.js';
import type { Entry, StoredMessage } from './message.js';
import { MessageRecords } from './messageRecords.js';
import { newMessage } from './newMessage.js';
import type { QueueSettings } from './queueSettings.js';
import type { SequenceNumbers } from './sequenceNumbers.js';
import type { SessionHold, Sessions } from './sessions.js';
import type { Settlement } from './settlement.js';
import { TimeToLive } from './timeToLive.js';
import { Work } from './work.js';

export interface QueueParts {
  readonly numbers: SequenceNumbers;
  /** Undefined for a dead-letter queue itself. */
  readonly deadLetters: MessageQueue | undefined;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The messages of one queue, subscription or dead-letter queue, and what becomes of them. Memory follows the store:
 * receivers see a message once it is written, and an increased delivery count is written before the next delivery.
 */
export class MessageQueue {
  /** By sequence number, ascending. */
  readonly entries = new Map<number, Entry>();
  readonly locked: LockedMessages;
  readonly #lines: Lines;
  readonly #records: MessageRecords;
  readonly #timeToLive: TimeToLive;

  constructor(
    readonly settings: QueueSettings,
    private readonly parts: QueueParts,
  ) {
    const { path, lockDurationMs, requiresSession } = settings;
    const { store, clock } = parts;
    this.#records = new MessageRecords(store, path);
    this.#timeToLive = new TimeToLive(clock, this.entries, (entry) => this.#background(this.#expire(entry)));
    this.locked = new LockedMessages(lockDurationMs, clock, (locked) => this.#background(this.#return(locked, true)));
    this.#lines = new Lines({
      requiresSession,
      lockDurationMs,
      clock,
      take: (entry, consumer) => this.#take(entry, consumer),
      isExpired: (entry) => this.#timeToLive.endIfDue(entry),
      onSessionLost: (hold) => this.#returnAll(hold, true),
    });
  }

  /** Undefined for an entity without sessions. */
  get sessions(): Sessions | undefined {
    return this.#lines.sessions;
  }

  /** Takes a new message in; receivers see it once `work` is committed. */
  add(work: Work, draft: Draft): void {
    this.keep(work, this.#newMessage(work, draft));
  }

  /** Takes a message as it is. */
  keep(work: Work, stored: StoredMessage): void {
    this.#records.put(work, stored);
    work.afterwards(() => this.restore(stored));
  }

  /** Takes a new message straight to the dead letters: it cannot be delivered here. */
  refuse(work: Work, draft: Draft, reason: string): void {
    this.#toDeadLetters(work, this.#newMessage(work, draft), { reason, description: undefined });
  }

  /** Takes a message that the store already has. */
  restore(stored: StoredMessage): void {
    const entry: Entry = { stored, status: 'ready' };
    this.entries.set(stored.sequenceNumber, entry);
    this.#lines.enter(entry);
    this.#settleDown(entry);
  }

  /** Delivers to this consumer until it leaves. */
  join(consumer: Consumer): void {
    this.#lines.ofConsumer(consumer).join(consumer);
    this.wake(consumer);
  }

  leave(consumer: Consumer): void {
    this.#lines.ofConsumer(consumer).leave(consumer);
  }

  /** The consumer has credit again. */
  wake(consumer: Consumer): void {
    this.#lines.ofConsumer(consumer).deliver();
  }

  /** Ends a session's lock; what its receiver has not settled returns with its delivery count unchanged. */
  releaseSession(hold: SessionHold): void {
    this.#returnAll(hold, false);
    this.sessions?.release(hold);
  }

  /** Resolves once the decision is safe. @throws BrokerError message-lock-lost, not-allowed */
  async settle(lockToken: string, settlement: Settlement): Promise<void> {
    if (settlement.kind === 'deadLetter' && !this.parts.deadLetters) {
      throw notAllowed(`Messages of '${this.settings.path}' cannot be dead-lettered again.`);
    }
    const locked = this.locked.release(lockToken);
    switch (settlement.kind) {
      case 'complete':
        return this.delete(locked.entry);
      case 'abandon':
        return this.#return(locked, true, settlement.properties);
      case 'defer':
        return this.#rewrite(locked.entry, { state: 'deferred' }, settlement.properties);
      case 'deadLetter':
        return this.#deadLetter(locked.entry, settlement);
    }
  }

  /**
   * Hands out deferred messages, all or none: locked, or removed for good where `deletes`.
   * @param sessionId of the session that the receiver holds, on an entity with sessions
   * @throws BrokerError message-not-found, session-lock-lost
   */
  async receiveDeferred(
    numbers: readonly number[],
    sessionId: string | undefined,
    deletes: boolean,
  ): Promise<Received[]> {
    const hold = this.sessions?.holdOf(sessionId ?? '');
    const found = numbers.map((number) => {
      const entry = this.entries.get(number);
      if (entry?.status !== 'deferred' || (hold && entry.stored.sessionId !== sessionId)) throw messageNotFound(number);
      return entry;
    });
    if (!deletes) return found.map((entry) => ({ message: entry.stored, lock: this.locked.lock(entry, hold) }));
    const work = new Work(this.parts.store);
    for (const entry of found) this.#remove(work, entry);
    await work.commit();
    return found.map((entry) => ({ message: entry.stored, lock: undefined }));
  }

  /** Removes a message for good. Resolves once that is safe. */
  async delete(entry: Entry): Promise<void> {
    const work = new Work(this.parts.store);
    this.#remove(work, entry);
    await work.commit();
  }

  #newMessage(work: Work, draft: Draft): StoredMessage {
    return newMessage(draft, this.parts.numbers.next(work), this.parts.clock.now(), this.settings.defaultTtlMs);
  }

  #take(entry: Entry, consumer: Consumer): void {
    if (consumer.deletes) {
      consumer.deliver(entry.stored, undefined);
      this.#background(this.delete(entry));
    } else consumer.deliver(entry.stored, this.locked.lock(entry, consumer.hold));
  }

  #remove(work: Work, entry: Entry): void {
    entry.status = 'leaving';
    this.entries.delete(entry.stored.sequenceNumber);
    this.#records.remove(work, entry.stored);
    this.#lines.exit(entry);
  }

  async #return({ entry }: Locked, counted: boolean, properties: ApplicationProperties = {}): Promise<void> {
    if (!counted) return this.#settleDown(entry);
    const deliveryCount = entry.stored.deliveryCount + 1;
    if (deliveryCount < this.settings.maxDeliveryCount || entry.stored.state === 'deferred') {
      return this.#rewrite(entry, { deliveryCount }, properties);
    }
    entry.stored = { ...entry.stored, deliveryCount };
    return this.#deadLetter(entry, deliveredTooOften(deliveryCount, properties));
  }

  #returnAll(hold: SessionHold, counted: boolean): void {
    for (const locked of this.locked.releaseAll(hold)) this.#background(this.#return(locked, counted));
  }

  /** Changes a message that is on its way back; nothing behind it is delivered before it is at its place again. */
  async #rewrite(entry: Entry, changes: Partial<StoredMessage>, properties: ApplicationProperties): Promise<void> {
    const line = this.#lines.of(entry);
    const work = new Work(this.parts.store);
    const content = withApplicationProperties(entry.stored.content, properties);
    entry.status = 'leaving';
    entry.stored = { ...entry.stored, content, ...changes };
    this.#records.put(work, entry.stored);
    line.pause();
    try {
      await work.commit();
    } finally {
      line.resume();
      this.#settleDown(entry);
    }
  }

  /** Back to where a message belongs that nobody holds. */
  #settleDown(entry: Entry): void {
    if (entry.stored.state === 'deferred') {
      entry.status = 'deferred';
      this.#lines.changed(entry);
    } else {
      this.#timeToLive.watch(entry);
      this.#lines.ready(entry);
    }
  }

  async #deadLetter(entry: Entry, cause: Cause): Promise<void> {
    const work = new Work(this.parts.store);
    this.#remove(work, entry);
    this.#toDeadLetters(work, entry.stored, cause);
    await work.commit();
  }

  #toDeadLetters(work: Work, stored: StoredMessage, cause: Cause): void {
    const { deadLetters } = this.parts;
    deadLetters?.keep(work, asDeadLetter(stored, this.settings.path, deadLetters.parts.numbers.next(work), cause));
  }

  #expire(entry: Entry): Promise<void> {
    return this.settings.deadLettersExpired ? this.#deadLetter(entry, EXPIRED) : this.delete(entry);
  }

  /** For what no client waits for. */
  #background(task: Promise<void>): void {
    task.catch((error) => this.parts.log.write('error', 'service-bus', `${this.settings.path}: ${error}`));
  }
}
