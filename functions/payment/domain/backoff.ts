import type { PatienceConfig } from '../../shared/config.js';

/** Between 0.5 and 1, the same for the same text: spreads retries without chance, which a saga may not use. */
function spread(text: string): number {
  let hash = 0x811c9dc5; // FNV-1a, 32 bit
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return 0.5 + (hash >>> 0) / 2 ** 33;
}

/** Once something has been tried for long, a pause is this part of that time. */
const PART_OF_TIME_TRIED = 1 / 10;
const LONGEST_PAUSE_MS = 600_000;

export interface Circumstances {
  /** What the provider or the circuit asked for. */
  readonly askedForMs?: number | undefined;
  /** How long it has been tried, where that may be for hours. */
  readonly triedForMs?: number;
}

/**
 * How long to wait after a failed attempt: doubling from the first pause up to the longest, each saga a little
 * different, and never less than what was asked for. What has been tried for long is tried ever more seldom, every ten
 * minutes in the end: each attempt makes a saga's history longer, all of which is replayed for the next.
 *
 * @param attempt the attempt that failed, from 1
 */
export function backoffMs(
  { retryFirstMs, retryMaxMs }: Pick<PatienceConfig, 'retryFirstMs' | 'retryMaxMs'>,
  orderId: string,
  attempt: number,
  { askedForMs = 0, triedForMs = 0 }: Circumstances = {},
): number {
  const longest = Math.max(retryMaxMs, Math.min(triedForMs * PART_OF_TIME_TRIED, LONGEST_PAUSE_MS));
  const doubled = Math.min(retryFirstMs * 2 ** (attempt - 1), longest);
  const share = spread(`${orderId}/${attempt}`);
  // Whoever waits for the same deadline comes back a little after it, not all at once.
  return Math.round(Math.max(doubled * share, askedForMs + retryFirstMs * (share - 0.5)));
}
