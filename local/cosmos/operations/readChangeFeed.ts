import type { IncomingHttpHeaders } from 'node:http';
import { NotSimulatedError } from '../../notSimulated.js';
import { feedCharge } from '../charges/charge.js';
import { badRequest } from '../http/cosmosError.js';
import type { Container } from '../model/container.js';
import { type Item, withLsn } from '../model/item.js';
import { isFullPage } from '../model/page.js';
import { feed, maxItemCount } from './feed.js';
import { onContainer } from './onContainer.js';
import { partitionKeyOf } from './partitionKeyHeader.js';

/**
 * The change feed in latest-version mode: items by their latest write. 304 where nothing is new. Both carry the
 * position to go on from, the LSN as an entity tag; without it the SDK would start over.
 */
export const readChangeFeed = onContainer(async (container, { headers }) => {
  if (headers['a-im'] !== 'Incremental Feed') {
    throw new NotSimulatedError(`Cosmos DB change feed, ${headers['a-im']}`);
  }
  const { lsn: now } = container.position;
  const { lsn, newerThan } = startOf(headers, now);
  const { page, isFull } = readPage(container, headers, lsn, newerThan);
  await container.whenStored(now);
  const last = page.at(-1);
  // A page that is not full has seen everything.
  const position = `"${last && isFull ? last.lsn : now}"`;
  if (!last) return { status: 304, charge: feedCharge([]), etag: position };
  return { ...feed('Documents', container.rid, page.map(withLsn)), charge: feedCharge(page), etag: position };
});

interface Start {
  /** Writes after this one. */
  readonly lsn: number;
  /** Seconds since 1970. */
  readonly newerThan: number;
}

function startOf(headers: IncomingHttpHeaders, now: number): Start {
  if (isPart(headers)) throw new NotSimulatedError('Cosmos DB feed ranges smaller than the container');
  const position = headers['if-none-match'];
  if (position === '*') return { lsn: now, newerThan: Number.NEGATIVE_INFINITY };
  if (position !== undefined) {
    const lsn = Number(position.replaceAll('"', ''));
    if (!Number.isInteger(lsn)) throw badRequest('Invalid change feed position.');
    return { lsn, newerThan: Number.NEGATIVE_INFINITY };
  }
  const since = headers['if-modified-since'];
  if (since === undefined) return { lsn: 0, newerThan: Number.NEGATIVE_INFINITY };
  const time = Date.parse(since);
  if (Number.isNaN(time)) throw badRequest('Invalid If-Modified-Since.');
  return { lsn: 0, newerThan: Math.floor(time / 1000) };
}

function isPart(headers: IncomingHttpHeaders): boolean {
  const { 'x-ms-start-epk': start = '', 'x-ms-end-epk': end = 'FF' } = headers;
  return start !== '' || end !== 'FF';
}

/** Never a part of one transaction: then a page is longer than asked for. */
function readPage(container: Container, headers: IncomingHttpHeaders, after: number, newerThan: number) {
  const key = partitionKeyOf(headers);
  const pageSize = maxItemCount(headers);
  const page: Item[] = [];
  let length = 0;
  let isFull = false;
  for (const item of container.changesAfter(after)) {
    isFull = isFullPage(page.length, length, pageSize);
    if (isFull && item.lsn !== page.at(-1)?.lsn) break;
    if ((key !== undefined && item.key !== key) || item.timestamp <= newerThan) continue;
    page.push(item);
    length += item.json.length;
  }
  return { page, isFull };
}
