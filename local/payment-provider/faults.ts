import * as z from 'zod';
import type { Store } from '../storage/store.js';

const Fault = z.strictObject({
  /**
   * overloaded: 503. slow: the work is done, the answer is held. late: the work is held, whether or not the caller still
   * waits for it. twice: the call arrives a second time, whose answer is heard. down: the connection drops, nothing is
   * done. unrefundable: cancels are refused.
   */
  mode: z.enum(['none', 'overloaded', 'slow', 'late', 'twice', 'down', 'unrefundable']),
  latencyMs: z.int().min(0).max(3_600_000).default(0),
  /** Where given, each is held for a time between latencyMs and this, at random. */
  latencyToMs: z.int().min(0).max(3_600_000).optional(),
  /** The share of calls that are affected. */
  failureRate: z.number().min(0).max(1).default(1),
});

/** One fault, or several that strike independently. The same seed strikes the same calls, in their order of arrival. */
export const Faults = z.union([
  Fault.extend({ seed: z.int().optional() }).transform(({ seed, ...fault }) => ({ faults: [fault], seed })),
  z.strictObject({ faults: z.array(Fault).max(10), seed: z.int().optional() }),
]);
export type Faults = z.infer<typeof Faults>;

/** What is to happen to one call. */
export interface Strike {
  readonly drop: boolean;
  readonly turnAway: boolean;
  readonly repeat: boolean;
  readonly refuseRefund: boolean;
  /** How long the work waits. */
  readonly delayMs: number;
  /** How long its answer waits. */
  readonly holdMs: number;
}

const DEFAULT_SEED = 1;
const ROW = 'current';

export const UNHARMED: Strike = {
  drop: false,
  turnAway: false,
  repeat: false,
  refuseRefund: false,
  delayMs: 0,
  holdMs: 0,
};

/** The faults that are switched on, and the dice that decide whom they strike. They survive a restart. */
export class FaultPlan {
  readonly #table;
  #faults: Faults['faults'] = [];
  #dice = seededDice(DEFAULT_SEED);

  constructor(private readonly store: Store) {
    this.#table = store.table<Faults>('payment-provider/faults');
    const stored = this.#table.get(ROW);
    if (stored) this.#use(stored);
  }

  async set(faults: Faults): Promise<void> {
    await this.store.write([this.#table.put(ROW, faults)]);
    this.#use(faults);
  }

  /** Rolls for the next call. */
  strike(): Strike {
    const hits = this.#faults.filter(({ failureRate }) => this.#dice() < failureRate);
    const latency = (mode: 'slow' | 'late') =>
      hits.reduce((sum, fault) => sum + (fault.mode === mode ? this.#latencyOf(fault) : 0), 0);
    const is = (wanted: Faults['faults'][number]['mode']) => hits.some(({ mode }) => mode === wanted);
    return {
      drop: is('down'),
      turnAway: is('overloaded'),
      repeat: is('twice'),
      refuseRefund: is('unrefundable'),
      delayMs: latency('late'),
      holdMs: latency('slow'),
    };
  }

  #latencyOf({ latencyMs, latencyToMs = latencyMs }: Faults['faults'][number]): number {
    return latencyMs + Math.floor(this.#dice() * Math.max(latencyToMs - latencyMs, 0));
  }

  #use({ faults, seed = DEFAULT_SEED }: Faults): void {
    this.#faults = faults;
    this.#dice = seededDice(seed);
  }
}

/** Numbers in [0, 1), the same for the same seed: a linear congruential generator with Knuth's and Lewis's constants. */
function seededDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
