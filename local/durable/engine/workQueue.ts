/**
 * Runs jobs in order of arrival, at most `limit` at a time. A job that throws ends the process: it could not write, so
 * memory is ahead of the store, and only a start from the store makes them agree again.
 */
export class WorkQueue {
  #waiting: (() => Promise<void>)[] = [];
  #running = 0;
  #stopped = false;
  #whenDrained: (() => void)[] = [];

  constructor(readonly limit: number) {}

  get busy(): boolean {
    return this.#running > 0 || this.#waiting.length > 0;
  }

  push(job: () => Promise<void>): void {
    if (this.#stopped) return;
    if (this.#running < this.limit) void this.#run(job);
    else this.#waiting.push(job);
  }

  /** Forgets the jobs that wait and resolves once those that run have ended. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting = [];
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => void this.#whenDrained.push(resolve));
  }

  async #run(job: () => Promise<void>): Promise<void> {
    this.#running++;
    for (let next: typeof job | undefined = job; next; next = this.#waiting.shift()) await next();
    this.#running--;
    if (this.#running === 0) for (const resolve of this.#whenDrained.splice(0)) resolve();
  }
}
