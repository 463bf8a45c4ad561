import { pause } from '../../pause.js';
import type { ChangeFeedListenerOptions } from '../changeFeedListener.js';
import { leasesToTake } from './leasesToTake.js';
import { processRange, type RangeWork } from './processRange.js';

/** Azure defaults. */
const ACQUIRE_MS = 13_000;
const EXPIRATION_MS = 60_000;

/** Gets leases and works on them until the signal. */
export async function holdLeases(
  work: RangeWork,
  { leaseAcquireMs = ACQUIRE_MS, leaseExpirationMs = EXPIRATION_MS, clock, log }: ChangeFeedListenerOptions,
  owner: string,
  signal: AbortSignal,
): Promise<void> {
  const { store } = work;
  const running = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    try {
      const leases = await store.list();
      for (const lease of leasesToTake(leases, owner, clock.now(), leaseExpirationMs)) {
        if (running.has(lease.id)) continue;
        const acquired = await store.acquire(lease);
        if (!acquired) continue;
        const range = processRange(acquired, work, signal)
          .catch((error: unknown) => log.write('error', 'cosmos', `change feed of ${lease.id}: ${String(error)}`))
          .finally(() => running.delete(lease.id));
        running.set(lease.id, range);
      }
    } catch (error) {
      log.write('warn', 'cosmos', `leases: ${String(error)}`);
    }
    await pause(clock, leaseAcquireMs, signal);
  }
  await Promise.all(running.values());
}
