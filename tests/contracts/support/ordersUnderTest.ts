import { onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock.js';
import { type ChangeFeedListenerOptions, listenToChanges } from '../../../local/cosmos/changeFeedListener.js';
import { silentLog } from '../../../local/log.js';
import { type CosmosUnderTest, cosmosUnderTest } from './cosmosUnderTest.js';

export const ORDERS = { id: 'orders', partitionKey: { paths: ['/customerId'] } };

type Handle = ChangeFeedListenerOptions['handle'];

/** An account with a container of orders; `listen` starts one more listener to it. */
export async function orders(account?: CosmosUnderTest) {
  const cosmos = account ?? (await cosmosUnderTest());
  const container = await cosmos.container(ORDERS);
  const options = {
    connectionString: cosmos.connectionString,
    database: cosmos.database.id,
    container: ORDERS.id,
    leaseConnectionString: cosmos.connectionString,
    leaseDatabase: cosmos.database.id,
    leaseContainer: 'leases',
    createLeaseContainer: true,
    leasePrefix: '',
    pollDelayMs: 20,
    startFromBeginning: true,
    clock: new Clock(),
    log: silentLog,
  };
  async function listen(handle: Handle, more: Partial<ChangeFeedListenerOptions> = {}) {
    const listener = await listenToChanges({ ...options, handle, ...more });
    onTestFinished(() => listener.stop());
    return listener;
  }
  const order = (id: string) => container.items.create({ id, customerId: 'kim' });
  return { ...cosmos, container, listen, order };
}

/** A handler that remembers the ids of the documents that it saw. */
export function recorder() {
  const ids: string[] = [];
  const handle: Handle = async (documents) => void ids.push(...documents.map(({ id }) => String(id)));
  return { ids, handle };
}
