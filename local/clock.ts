import TinyQueue from 'tinyqueue';

/** A call that the clock owes someone. */
export interface Alarm {
  cancel(): void;
}

interface PendingAlarm {
  readonly time: number;
  /** Undefined once it has rung or was cancelled: what it would have needed is free, though its time has not come. */
  action: (() => void) | undefined;
}

/** A timeout stands still while the machine sleeps and ignores a clock that is set: longer waits are armed anew this often. */
const LONGEST_TIMEOUT_MS = 60_000;

/** As many cancelled alarms are no burden. */
const MOST_CANCELLED = 1_000;

function alarmsByTime(alarms: PendingAlarm[]): TinyQueue<PendingAlarm> {
  return new TinyQueue(alarms, (a, b) => a.time - b.time);
}

/**
 * The only source of time for the local Azure. It runs with the machine's clock, plus whatever a test moved it by,
 * so that days pass at once and no test sleeps. It never keeps the process alive.
 */
export class Clock {
  // Kept, since a test may make `Date` follow this clock.
  readonly #realNow = Date.now;
  #movedByMs = 0;
  #timeout: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #armedFor = Number.POSITIVE_INFINITY;
  #pending = alarmsByTime([]);
  /** At least so many of the pending are cancelled. */
  #cancelled = 0;

  /** Milliseconds since 1970, like `Date.now()`. */
  now(): number {
    return this.#realNow() + this.#movedByMs;
  }

  /** Whether something is due that has not been called yet. */
  get isLate(): boolean {
    const next = this.#pending.peek();
    return next !== undefined && next.time <= this.now();
  }

  /** How far the clock was moved. */
  get movedByMs(): number {
    return this.#movedByMs;
  }

  /** Calls `action` once the clock has reached `time` (milliseconds since 1970), never within this call. */
  at(time: number, action: () => void): Alarm {
    const alarm: PendingAlarm = { time, action };
    this.#pending.push(alarm);
    if (time < this.#armedFor) this.#arm(time);
    return { cancel: () => this.#cancel(alarm) };
  }

  /** Calls `action` after `ms` milliseconds of this clock. */
  after(ms: number, action: () => void): Alarm {
    return this.at(this.now() + ms, action);
  }

  /** Resolves after `ms` milliseconds of this clock. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** Moves time forward: everything due by then is called, in order of time, in the next turn of the event loop. */
  advance(ms: number): void {
    this.#movedByMs += ms;
    const next = this.#pending.peek();
    if (next) this.#arm(next.time);
  }

  #ringOne(alarm: PendingAlarm, action: () => void): void {
    // A cancel from here on finds nothing to cancel.
    alarm.action = undefined;
    action();
  }

  #cancel(alarm: PendingAlarm): void {
    if (!alarm.action) return;
    alarm.action = undefined;
    this.#cancelled += 1;
    if (this.#cancelled > MOST_CANCELLED && this.#cancelled > this.#pending.length / 2) this.#sweep();
  }

  /** Most alarms are cancelled long before their time; they must not pile up until then. */
  #sweep(): void {
    this.#pending = alarmsByTime(this.#pending.data.filter(({ action }) => action));
    this.#cancelled = 0;
  }

  #arm(time: number): void {
    clearTimeout(this.#timeout);
    clearImmediate(this.#immediate);
    this.#armedFor = time;
    const wait = Math.min(time - this.now(), LONGEST_TIMEOUT_MS);
    // The shortest timeout is a millisecond. Unlike one, an immediate call that may be left out would wait for others.
    if (wait <= 0) this.#immediate = setImmediate(() => this.#ring());
    else this.#timeout = setTimeout(() => this.#ring(), wait).unref();
  }

  #ring(): void {
    this.#armedFor = Number.POSITIVE_INFINITY;
    const now = this.now();
    for (let next = this.#pending.peek(); next && next.time <= now; next = this.#pending.peek()) {
      this.#pending.pop();
      if (next.action) this.#ringOne(next, next.action);
      else this.#cancelled = Math.max(this.#cancelled - 1, 0);
    }
    const later = this.#pending.peek();
    if (later) this.#arm(later.time);
  }
}
