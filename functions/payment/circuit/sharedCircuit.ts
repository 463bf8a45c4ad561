import type { CircuitConfig } from '../../shared/config.js';
import * as circuits from '../domain/circuit.js';
import type { Admission } from '../messages.js';
import type { CircuitStore } from './circuitStore.js';
import { knownCircuit } from './knownCircuit.js';

export type Entry =
  | { readonly go: true; readonly probe: boolean }
  | { readonly go: false; readonly retryAfterMs: number };

/** The circuit that every process sees. While it is open, nothing reaches the provider but one probe per open period. */
export interface SharedCircuit {
  /** Whether a new order or cancel may be taken now. Of a half-open circuit, the first order to ask becomes the probe. */
  admit(by: string): Promise<Admission>;
  /** Whether the provider may be called now, for the order `by`. */
  enter(by: string): Promise<Entry>;
  /** A process saw too many calls fail. */
  opened(reason: string): Promise<void>;
  /** The probe got an answer. */
  closed(): Promise<void>;
  probeFailed(by: string, reason: string): Promise<void>;
  view(): Promise<circuits.CircuitView>;
}

/** @param log takes one line per transition */
export function sharedCircuit(
  store: CircuitStore,
  { openMs, probeLeaseMs }: Pick<CircuitConfig, 'openMs' | 'probeLeaseMs'>,
  now: () => number,
  log: (line: string) => void,
): SharedCircuit {
  const known = knownCircuit(store, now, log);

  async function enter(by: string): Promise<Entry> {
    const circuit = await known.current();
    switch (circuits.passage(circuit, by, now())) {
      case 'go':
        return { go: true, probe: false };
      case 'wait':
        return { go: false, retryAfterMs: circuits.retryAfterMs(circuit, now()) };
      case 'probe':
        return claim(by);
    }
  }

  async function claim(by: string): Promise<Entry> {
    const circuit = await known.change(
      (current) => circuits.claimProbe(current, by, now(), probeLeaseMs),
      `The payment circuit is half-open: order ${by} is the probe.`,
    );
    if (circuits.ownsProbe(circuit, by)) return { go: true, probe: true };
    // Another process was faster: it holds the probe, or is done with it already.
    if (circuit.state === 'closed') return { go: true, probe: false };
    return { go: false, retryAfterMs: circuits.retryAfterMs(circuit, now()) };
  }

  return {
    enter,

    async admit(by) {
      // It is the probe already. Asking again, however often, must not keep the probe from others for longer.
      if (circuits.ownsProbe(await known.current(), by)) return { admitted: true };
      const entry = await enter(by);
      if (entry.go) return { admitted: true };
      return { admitted: false, retryAfterSeconds: Math.ceil(entry.retryAfterMs / 1_000) };
    },

    async opened(reason) {
      const line = `The payment circuit opened for ${openMs} ms: ${reason}.`;
      await known.change((circuit) => circuits.open(circuit, now(), openMs), line);
    },

    async closed() {
      await known.change(circuits.close, 'The payment circuit closed: the provider answers again.');
    },

    async probeFailed(by, reason) {
      const line = `The payment circuit stays open for another ${openMs} ms: the probe failed, ${reason}.`;
      await known.change((circuit) => circuits.failProbe(circuit, by, now(), openMs), line);
    },

    async view() {
      return circuits.view(await known.current(), now());
    },
  };
}
