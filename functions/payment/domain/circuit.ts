import * as z from 'zod';

/** Milliseconds since 1970. */
const time = z.number();

/** The right to try. It lapses, so that an owner who dies takes nobody else's. */
const Probe = z.object({ by: z.string(), until: time });

const OpenCircuit = z.object({
  state: z.literal('open'),
  openedAt: time,
  until: time,
  probe: Probe.nullable(),
});
type OpenCircuit = z.infer<typeof OpenCircuit>;

/**
 * The circuit around the payment provider, one for all processes. An open circuit whose deadline has passed is half-open:
 * one order at a time may try whether the provider is well again.
 */
export const Circuit = z.discriminatedUnion('state', [z.object({ state: z.literal('closed') }), OpenCircuit]);
export type Circuit = z.infer<typeof Circuit>;

export const CLOSED: Circuit = { state: 'closed' };

/** A probe is over within moments; whoever waits for its end may ask again then. */
const PROBE_MOMENT_MS = 1_000;

/** Opens a closed circuit. An open one stays as it is: only its probe may prolong it. */
export function open(circuit: Circuit, now: number, openMs: number): Circuit {
  return circuit.state === 'open' ? circuit : { state: 'open', openedAt: now, until: now + openMs, probe: null };
}

/** Gives `by` the probe of a half-open circuit, for `leaseMs` from now, unless somebody else has it. */
export function claimProbe(circuit: Circuit, by: string, now: number, leaseMs: number): Circuit {
  if (circuit.state === 'closed' || passage(circuit, by, now) === 'wait') return circuit;
  return { ...circuit, probe: { by, until: now + leaseMs } };
}

/** The probe of `by` failed: open for another while. It decides nothing once another order has the probe. */
export function failProbe(circuit: Circuit, by: string, now: number, openMs: number): Circuit {
  return ownsProbe(circuit, by) ? { ...circuit, until: now + openMs, probe: null } : circuit;
}

/** The provider is well again, whoever saw it. */
export function close(circuit: Circuit): Circuit {
  return circuit.state === 'closed' ? circuit : CLOSED;
}

/** Whether `by` may call the provider: go, go with the probe (claim it first), or wait. */
export function passage(circuit: Circuit, by: string, now: number): 'go' | 'probe' | 'wait' {
  if (circuit.state === 'closed') return 'go';
  if (now < circuit.until) return 'wait';
  return circuit.probe && circuit.probe.by !== by && now < circuit.probe.until ? 'wait' : 'probe';
}

export function ownsProbe(circuit: Circuit, by: string): circuit is OpenCircuit {
  return circuit.state === 'open' && circuit.probe?.by === by;
}

/** Whether somebody watching would say that something happened; a longer lease for the same probe is nothing. */
export function isTransition(before: Circuit, after: Circuit): boolean {
  if (before.state === 'closed' || after.state === 'closed') return before.state !== after.state;
  return before.probe?.by !== after.probe?.by;
}

/** After how long it is worth asking again. */
export function retryAfterMs(circuit: Circuit, now: number): number {
  if (circuit.state === 'closed') return 0;
  return now < circuit.until ? circuit.until - now : PROBE_MOMENT_MS;
}

export interface CircuitView {
  readonly circuit: 'closed' | 'open' | 'half-open';
  readonly retryAfterSeconds: number | null;
}

/** The circuit in a caller's words. */
export function view(circuit: Circuit, now: number): CircuitView {
  if (circuit.state === 'closed') return { circuit: 'closed', retryAfterSeconds: null };
  const retryAfterSeconds = Math.ceil(retryAfterMs(circuit, now) / 1_000);
  return { circuit: now < circuit.until ? 'open' : 'half-open', retryAfterSeconds };
}
