import { randomUUID } from 'node:crypto';
import { CosmosClient } from '@azure/cosmos';
import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import { changePages } from './changeFeedListener/changePages.js';
import { LeaseStore } from './changeFeedListener/leaseStore.js';
import { leasesToTake } from './changeFeedListener/leasesToTake.js';
import { openLeases, openMonitored } from './changeFeedListener/openContainers.js';
import { pause } from './changeFeedListener/pause.js';
import { processRange, type RangeProcessorOptions } from './changeFeedListener/rangeProcessor.js';

export { ListenerStopped } from './changeFeedListener/listenerStopped.js';

/** What `cosmosDBTrigger` can say; times in milliseconds. */
export interface ChangeFeedListenerOptions {
  readonly connectionString: string;
  readonly database: string;
  readonly container: string;
  readonly leaseConnectionString: string;
  readonly leaseDatabase: string;
  readonly leaseContainer: string;
  readonly createLeaseContainer: boolean;
  /** Listeners with the same prefix share the changes; with different ones each sees all. */
  readonly leasePrefix: string;
  readonly pollDelayMs: number;
  /** The longest batch; absent: what the service finds good. */
  readonly maxItems?: number;
  /** This and `startFromTime` count only as long as nothing was handled yet. Without either: from now on. */
  readonly startFromBeginning: boolean;
  readonly startFromTime?: Date;
  readonly leaseAcquireMs?: number;
  readonly leaseRenewMs?: number;
  readonly leaseExpirationMs?: number;
  /**
   * The same in the next life of this host, so that it has its leases back at once. Absent: another one each time, as
   * on Azure, where the leases of a killed host must expire first.
   */
  readonly instanceName?: string;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Resolves: checkpoint and go on, also after a failure that the host has given up on. Rejects with ListenerStopped:
   * no checkpoint, the batch will come again.
   */
  readonly handle: (documents: readonly Record<string, unknown>[]) => Promise<void>;
}

/** Azure defaults. */
const ACQUIRE_MS = 13_000;
const RENEW_MS = 17_000;
const EXPIRATION_MS = 60_000;

/** Without another start, changes count from shortly before the listener came. */
const HEAD_START_MS = 1000;

/**
 * Hands the changes of a container to `handle`, in order, one batch at a time for each range, from where the leases
 * say. Rejects where the container or the leases cannot be opened.
 */
export async function listenToChanges(options: ChangeFeedListenerOptions): Promise<{ stop(): Promise<void> }> {
  const { clock, log, maxItems, pollDelayMs, handle, leaseRenewMs: renewMs = RENEW_MS } = options;
  const startedAt = clock.now();
  const client = new CosmosClient(options.connectionString);
  const leaseClient = new CosmosClient(options.leaseConnectionString);
  const dispose = () => {
    client.dispose();
    leaseClient.dispose();
  };
  try {
    const { container, containerRid, ranges, feedRanges, leasePrefix } = await openMonitored(client, options);
    const owner = options.instanceName ?? randomUUID();
    const store = new LeaseStore(await openLeases(leaseClient, options), leasePrefix, owner, clock);
    await store.initialise(ranges);

    const firstStart = options.startFromBeginning
      ? ('beginning' as const)
      : (options.startFromTime ?? new Date(startedAt - HEAD_START_MS));
    const source = { container, containerRid, ranges: feedRanges, firstStart, maxItems };
    const processor = { store, open: changePages.bind(undefined, source), handle, pollDelayMs, renewMs, clock, log };
    const stopping = new AbortController();
    const done = holdLeases(processor, options, owner, stopping.signal);
    return {
      async stop() {
        stopping.abort();
        await done;
        dispose();
      },
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Gets leases and works on them until the signal. */
async function holdLeases(
  processor: RangeProcessorOptions,
  { leaseAcquireMs = ACQUIRE_MS, leaseExpirationMs = EXPIRATION_MS, clock, log }: ChangeFeedListenerOptions,
  owner: string,
  signal: AbortSignal,
): Promise<void> {
  const { store } = processor;
  const running = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    try {
      const leases = await store.list();
      for (const lease of leasesToTake(leases, owner, clock.now(), leaseExpirationMs)) {
        if (running.has(lease.id)) continue;
        const acquired = await store.acquire(lease);
        if (!acquired) continue;
        const range = processRange(acquired, processor, signal)
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
