import type { Operation } from '../http/operation.js';
import { feed } from './feed.js';

/** One range that holds every key: no hash of a key is ever needed. */
export const readPartitionKeyRanges: Operation = ({ account, address }) => {
  const container = account.container(address.database, address.container);
  const range = {
    id: '0',
    minInclusive: '',
    maxExclusive: 'FF',
    _rid: container.rid,
    ridPrefix: 0,
    throughputFraction: 1,
    status: 'online',
    parents: [],
    _lsn: container.position.lsn,
  };
  return feed('PartitionKeyRanges', container.rid, [JSON.stringify(range)]);
};
