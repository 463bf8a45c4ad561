import type { Clock } from '../../clock.js';
import type { Log } from '../../log.js';
import { pause } from '../../pause.js';
import type { ChangePages } from './changePages.js';
import type { Lease } from './lease.js';
import { LeaseLostError, type LeaseStore } from './leaseStore.js';
import { ListenerStopped } from './listenerStopped.js';

export interface RangeWork {
  readonly store: LeaseStore;
  readonly open: (lease: Lease) => ChangePages;
  readonly handle: (documents: readonly Record<string, unknown>[]) => Promise<void>;
  readonly pollDelayMs: number;
  readonly renewMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Hands over the changes of one range, page by page, as long as the lease is held: handle, checkpoint, next page; a
 * pause only where nothing is new. Ends with the signal or with the lease, which it then lets go.
 */
export async function processRange(acquired: Lease, options: RangeWork, signal: AbortSignal): Promise<void> {
  const { store, log } = options;
  const own = new AbortController();
  const end = AbortSignal.any([signal, own.signal]);
  const renewing = keepRenewing(acquired, options, end).catch(() => own.abort());
  try {
    await handlePages(acquired, options, end);
    await store.release(acquired);
  } catch (error) {
    if (error instanceof ListenerStopped) await store.release(acquired).catch(() => {});
    else if (error instanceof LeaseLostError) log.write('warn', 'cosmos', `lease lost: ${error.message}`);
    else throw error;
  } finally {
    own.abort();
    await renewing;
  }
}

async function handlePages(lease: Lease, options: RangeWork, end: AbortSignal): Promise<void> {
  const { store, open, handle, pollDelayMs, clock, log } = options;
  let next = open(lease);
  let current = lease;
  while (!end.aborted) {
    try {
      const { documents, continuation } = await next();
      if (documents.length > 0) {
        await handle(documents);
        current = await store.checkpoint(current, continuation);
        continue;
      }
    } catch (error) {
      if (error instanceof ListenerStopped || error instanceof LeaseLostError) throw error;
      log.write('warn', 'cosmos', `change feed of ${lease.id}: ${String(error)}`);
      // Whatever was read and not checkpointed is read again.
      next = open(current);
    }
    await pause(clock, pollDelayMs, end);
  }
}

/** @throws LeaseLostError */
async function keepRenewing(lease: Lease, { store, clock, renewMs, log }: RangeWork, end: AbortSignal) {
  for (;;) {
    await pause(clock, renewMs, end);
    if (end.aborted) return;
    try {
      await store.renew(lease);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      log.write('warn', 'cosmos', `renewing ${lease.id}: ${String(error)}`);
    }
  }
}
