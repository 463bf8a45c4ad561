import type { Clock } from '../../clock.js';
import { sessionCannotBeLocked, sessionLockLost } from './brokerError.js';
import type { Line } from './line.js';
import { Locks } from './locks.js';

/** One receiver's exclusive right to a session. */
export interface SessionHold {
  readonly sessionId: string;
  /** Tokens of the messages that its receiver has not settled yet. */
  readonly tokens: Set<string>;
  lockedUntil: number;
  /** Called when the lock has run out. */
  onLost: () => void;
}

interface Session {
  readonly id: string;
  readonly line: Line;
  hold: SessionHold | undefined;
  /** Messages of this session in whatever state. */
  size: number;
}

interface Waiter {
  readonly onGranted: (hold: SessionHold) => void;
}

/** The sessions of one entity: each a line of its own with at most one holder. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  /** Sessions that may have something to deliver and no holder, longest waiting first. */
  readonly #available = new Set<Session>();
  readonly #waiters = new Set<Waiter>();
  readonly #locks: Locks<SessionHold>;

  constructor(
    lockDurationMs: number,
    clock: Clock,
    private readonly createLine: () => Line,
    onExpired: (hold: SessionHold) => void,
  ) {
    this.#locks = new Locks(lockDurationMs, clock, (hold) => {
      onExpired(hold);
      hold.onLost();
      this.#free(hold);
    });
  }

  line(sessionId: string): Line {
    return this.#session(sessionId).line;
  }

  /** A message of this session was taken in. */
  grow(sessionId: string): void {
    this.#session(sessionId).size += 1;
  }

  /** A message of this session is gone for good. */
  shrink(sessionId: string): void {
    const session = this.#session(sessionId);
    session.size -= 1;
    this.#prune(session);
  }

  /** Something in the session's line changed: deliver to its holder, or find it one. */
  changed(sessionId: string): void {
    const session = this.#session(sessionId);
    if (session.hold) session.line.deliver();
    else {
      this.#available.add(session);
      this.#match();
      this.#prune(session);
    }
  }

  /** Locks a session by name, also one without messages. @throws BrokerError session-cannot-be-locked */
  accept(sessionId: string): SessionHold {
    const session = this.#session(sessionId);
    if (session.hold) throw sessionCannotBeLocked(sessionId);
    return this.#grant(session);
  }

  /**
   * Locks the next session that has a message, now or as soon as there is one.
   * @returns how to stop waiting; undefined where there is nothing to wait for
   */
  acceptNext(onGranted: (hold: SessionHold) => void): (() => void) | undefined {
    const waiter: Waiter = { onGranted };
    this.#waiters.add(waiter);
    this.#match();
    return this.#waiters.has(waiter) ? () => this.#waiters.delete(waiter) : undefined;
  }

  holds(hold: SessionHold): boolean {
    return this.#locks.get(hold.sessionId) === hold;
  }

  /** @throws BrokerError session-lock-lost */
  holdOf(sessionId: string): SessionHold {
    const hold = this.#locks.get(sessionId);
    if (!hold) throw sessionLockLost(sessionId);
    return hold;
  }

  /** Returns until when, in milliseconds since 1970. @throws BrokerError session-lock-lost */
  renew(sessionId: string): number {
    const hold = this.holdOf(sessionId);
    hold.lockedUntil = this.#locks.lock(sessionId, hold);
    return hold.lockedUntil;
  }

  release(hold: SessionHold): void {
    if (!this.holds(hold)) return;
    this.#locks.release(hold.sessionId);
    this.#free(hold);
  }

  /** Names of all sessions that have messages. */
  ids(): string[] {
    return [...this.#sessions.values()].filter(({ size }) => size > 0).map(({ id }) => id);
  }

  #free(hold: SessionHold): void {
    const session = this.#session(hold.sessionId);
    session.hold = undefined;
    this.changed(hold.sessionId);
  }

  #match(): void {
    for (const waiter of this.#waiters) {
      const session = this.#nextAvailable();
      if (!session) return;
      this.#waiters.delete(waiter);
      waiter.onGranted(this.#grant(session));
    }
  }

  #nextAvailable(): Session | undefined {
    for (const session of this.#available) {
      if (!session.hold && session.line.head()) return session;
      this.#available.delete(session);
    }
    return undefined;
  }

  #grant(session: Session): SessionHold {
    this.#available.delete(session);
    const hold: SessionHold = { sessionId: session.id, tokens: new Set(), lockedUntil: 0, onLost: () => {} };
    session.hold = hold;
    hold.lockedUntil = this.#locks.lock(session.id, hold);
    return hold;
  }

  #session(id: string): Session {
    let session = this.#sessions.get(id);
    if (!session) {
      session = { id, line: this.createLine(), hold: undefined, size: 0 };
      this.#sessions.set(id, session);
    }
    return session;
  }

  #prune(session: Session): void {
    if (session.size > 0 || session.hold) return;
    this.#available.delete(session);
    this.#sessions.delete(session.id);
  }
}
