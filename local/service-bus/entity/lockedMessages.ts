import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.js';
import { messageLockLost } from './brokerError.js';
import { Locks } from './locks.js';
import type { Entry, StoredMessage } from './message.js';
import type { SessionHold } from './sessions.js';

export interface MessageLock {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** A message as its receiver has it. */
export interface Received {
  readonly message: StoredMessage;
  /** Undefined where the message is gone from the entity. */
  readonly lock: MessageLock | undefined;
}

/** A message in somebody's hands. With a session, the session's lock is the message's. */
export interface Locked {
  readonly entry: Entry;
  readonly hold: SessionHold | undefined;
}

/**
 * The messages under lock, by lock token. Locks are not stored: a restart releases them as a cut connection releases a
 * session, so the message is delivered again with its count unchanged.
 */
export class LockedMessages {
  readonly #locked = new Map<string, Locked>();
  /** When the locks end that no session covers, by token. */
  readonly #locks: Locks<string>;

  constructor(lockDurationMs: number, clock: Clock, onExpired: (locked: Locked) => void) {
    this.#locks = new Locks(lockDurationMs, clock, (token) => {
      const locked = this.#locked.get(token);
      this.#locked.delete(token);
      if (locked) onExpired(locked);
    });
  }

  lock(entry: Entry, hold: SessionHold | undefined): MessageLock {
    const token = randomUUID();
    this.#locked.set(token, { entry, hold });
    entry.status = 'locked';
    hold?.tokens.add(token);
    return { token, until: hold ? hold.lockedUntil : this.#locks.lock(token, token) };
  }

  /** Returns until when. @throws BrokerError message-lock-lost */
  renew(token: string): number {
    if (this.#locks.get(token) === undefined) throw messageLockLost();
    return this.#locks.lock(token, token);
  }

  /** Returns what was locked. @throws BrokerError message-lock-lost */
  release(token: string): Locked {
    const locked = this.#locked.get(token);
    const stillLocked = locked && (locked.hold ? locked.hold.tokens.delete(token) : this.#locks.release(token));
    if (!stillLocked) throw messageLockLost();
    this.#locked.delete(token);
    return locked;
  }

  /** Everything that the holder of a session has not settled. */
  releaseAll(hold: SessionHold): Locked[] {
    return [...hold.tokens].map((token) => this.release(token));
  }
}
