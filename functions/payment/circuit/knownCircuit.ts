import { TimeoutStrategy, timeout } from 'cockatiel';
import { type Circuit, CLOSED, isTransition } from '../domain/circuit.js';
import type { CircuitStore } from './circuitStore.js';

/** How old what a process knows of the circuit may be. */
const CACHE_MS = 1_000;
/** How long anybody waits for the document. */
const PATIENCE_MS = 1_000;

/** One process's copy of the circuit. */
export interface KnownCircuit {
  /** At most a second old. */
  current(): Promise<Circuit>;
  /**
   * Changes the circuit here at once, then for all, unless it changes nothing here. `line` is logged where this process
   * made a transition of it.
   *
   * @returns the circuit as it is now
   */
  change(next: (circuit: Circuit) => Circuit, line: string): Promise<Circuit>;
}

/**
 * Keeps a copy of the stored circuit. While the document cannot be reached, the process goes on with what it knows, closed
 * where it knows nothing: an order must not fail because of its guard. Never throws.
 */
export function knownCircuit(store: CircuitStore, now: () => number, log: (line: string) => void): KnownCircuit {
  const patience = timeout(PATIENCE_MS, TimeoutStrategy.Aggressive);
  let known: Circuit = CLOSED;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let changesBegun = 0;
  let changesDone = 0;
  let reachable = true;
  /** The last change is known here only. */
  let untold = false;

  /** @returns undefined where the document cannot be reached */
  async function reach<T>(access: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await patience.execute(access);
      reachable = true;
      return result;
    } catch (error) {
      if (reachable) log(`The payment circuit's document cannot be reached: ${error}. Going on with: ${known.state}.`);
      reachable = false;
      return undefined;
    } finally {
      readAt = now();
    }
  }

  async function refresh(): Promise<void> {
    const begun = changesBegun;
    const quiet = begun === changesDone;
    const stored = await reach(untold ? tell : () => store.read());
    // What was read while a change of ours was under way may be out of date.
    if (stored && quiet && begun === changesBegun) {
      known = stored;
      untold = false;
    }
  }

  /** Trouble seen here opens the circuit for everybody; that the provider is well again is for the shared probe to find. */
  async function tell(): Promise<Circuit> {
    const { after } = await store.change((current) => (current.state === 'closed' ? known : current));
    return after;
  }

  return {
    async current() {
      // Also where the clock was set back: it would take as long to reach the last reading again.
      if (Math.abs(now() - readAt) >= CACHE_MS) {
        reading ??= refresh().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return known;
    },

    async change(next, line) {
      const here = { before: known, after: next(known) };
      if (here.after === here.before) return known;
      known = here.after;
      changesBegun += 1;
      const stored = await reach(() => store.change(next));
      changesDone += 1;
      untold = !stored;
      const { before, after } = stored ?? here;
      known = after;
      if (isTransition(before, after)) log(line);
      return known;
    },
  };
}
