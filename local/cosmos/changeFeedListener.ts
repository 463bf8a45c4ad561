import { randomUUID } from 'node:crypto';
import { CosmosClient } from '@azure/cosmos';
import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import { changePages } from './changeFeedListener/changePages.js';
import { holdLeases } from './changeFeedListener/holdLeases.js';
import { initialiseLeases } from './changeFeedListener/initialiseLeases.js';
import { LeaseStore } from './changeFeedListener/leaseStore.js';
import { openLeases, openMonitored } from './changeFeedListener/openContainers.js';

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

/** Azure default. */
const RENEW_MS = 17_000;

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
    const leases = await openLeases(leaseClient, options);
    await initialiseLeases(leases, leasePrefix, ranges, owner, clock);
    const store = new LeaseStore(leases, leasePrefix, owner, clock);

    const firstStart = options.startFromBeginning
      ? ('beginning' as const)
      : (options.startFromTime ?? new Date(startedAt - HEAD_START_MS));
    const source = { container, containerRid, ranges: feedRanges, firstStart, maxItems };
    const work = { store, open: changePages.bind(undefined, source), handle, pollDelayMs, renewMs, clock, log };
    const stopping = new AbortController();
    const done = holdLeases(work, options, owner, stopping.signal);
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
