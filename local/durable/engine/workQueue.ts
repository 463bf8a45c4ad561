import { InFlight } from '../../inFlight.js';

/**
 * Runs jobs in order of arrival, at most `limit` at a time. A job that throws ends the process: it could not write, so
 * memory is ahead of the store, and only a start from the store makes them agree again.
 */
export class WorkQueue {
  readonly #running = new InFlight();
  #waiting: (() => Promise<void>)[] = [];
  #stopped = false;

  constructor(readonly limit: number) {}

  get busy(): boolean {
    return this.#running.count > 0 || this.#waiting.length > 0;
  }

  push(job: () => Promise<void>): void {
    if (this.#stopped) return;
    if (this.#running.count < this.limit) void this.#run(job);
    else this.#waiting.push(job);
  }

  /** Forgets the jobs that wait and resolves once those that run have ended. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting = [];
    return this.#running.idle();
  }

  async #run(job: () => Promise<void>): Promise<void> {
    this.#running.begin();
    for (let next: typeof job | undefined = job; next; next = this.#waiting.shift()) await next();
    this.#running.end();
  }
}
