import type { Clock } from '../../clock.js';
import { type Consumer, Line } from './line.js';
import type { Entry } from './message.js';
import { type SessionHold, Sessions } from './sessions.js';

export interface LinesOptions {
  readonly requiresSession: boolean;
  readonly lockDurationMs: number;
  readonly clock: Clock;
  readonly take: (entry: Entry, consumer: Consumer) => void;
  readonly isExpired: (entry: Entry) => boolean;
  readonly onSessionLost: (hold: SessionHold) => void;
}

/** Who gets which message of an entity: one line for all, or one for each session. */
export class Lines {
  /** Undefined for an entity without sessions. */
  readonly sessions: Sessions | undefined;
  readonly #line: Line;

  constructor({ requiresSession, lockDurationMs, clock, take, isExpired, onSessionLost }: LinesOptions) {
    const createLine = (): Line => new Line(take, isExpired);
    this.#line = createLine();
    this.sessions = requiresSession ? new Sessions(lockDurationMs, clock, createLine, onSessionLost) : undefined;
  }

  /** A message is new here. */
  enter(entry: Entry): void {
    this.sessions?.grow(entry.stored.sessionId ?? '');
  }

  /** A message may be delivered, at its old place if it had one. */
  ready(entry: Entry): void {
    this.of(entry).push(entry);
    this.changed(entry);
  }

  /** Deliver what can be delivered. */
  changed(entry: Entry): void {
    if (this.sessions) this.sessions.changed(entry.stored.sessionId ?? '');
    else this.#line.deliver();
  }

  /** A message is gone for good. */
  exit(entry: Entry): void {
    this.sessions?.shrink(entry.stored.sessionId ?? '');
  }

  of({ stored }: Entry): Line {
    return this.sessions?.line(stored.sessionId ?? '') ?? this.#line;
  }

  ofConsumer({ hold }: Consumer): Line {
    return (hold && this.sessions?.line(hold.sessionId)) ?? this.#line;
  }
}
