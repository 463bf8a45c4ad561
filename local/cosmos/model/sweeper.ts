import type { Alarm, Clock } from '../../clock.js';

/** Expired items are invisible at once; how long they may stay in the store. */
const SWEEP_MS = 60_000;

/** Calls `sweep` once in a while, as long as it says that there will be more to do. */
export class Sweeper {
  #alarm: Alarm | undefined;
  #stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly sweep: () => boolean,
  ) {}

  /** Something may expire from now on. */
  wake(): void {
    if (this.#alarm || this.#stopped) return;
    this.#alarm = this.clock.after(SWEEP_MS, () => {
      this.#alarm = undefined;
      if (this.sweep()) this.wake();
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#alarm?.cancel();
  }
}
