import type { Lease } from './lease.js';

/**
 * The leases that an owner should try to get now: its own from before, up to its fair share of those that nobody has
 * or whose owner gives no sign of life, and, where there are none of those, one from whoever has most above the share.
 *
 * @param now milliseconds since 1970
 */
export function leasesToTake(leases: readonly Lease[], owner: string, now: number, expirationMs: number): Lease[] {
  const own: Lease[] = [];
  const free: Lease[] = [];
  const byOther = new Map<string, Lease[]>();
  for (const lease of leases) {
    if (lease.Owner === owner) own.push(lease);
    else if (!lease.Owner || Date.parse(lease.timestamp) + expirationMs < now) free.push(lease);
    else byOther.set(lease.Owner, [...(byOther.get(lease.Owner) ?? []), lease]);
  }
  const share = Math.ceil(leases.length / (byOther.size + 1));
  const missing = Math.max(0, share - own.length);
  if (missing === 0 || free.length > 0) return [...own, ...free.slice(0, missing)];
  const [most = []] = [...byOther.values()].sort((a, b) => b.length - a.length);
  return most.length > share ? [...own, ...most.slice(0, 1)] : own;
}
