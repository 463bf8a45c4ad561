import { feedCharge } from '../charges/charge.js';
import type { Item } from '../model/item.js';
import { isFullPage } from '../model/page.js';
import { readCursor, writeCursor } from '../sql/cursor.js';
import { feed, maxItemCount } from './feed.js';
import { onContainer } from './onContainer.js';
import { partitionKeyOf } from './partitionKeyHeader.js';

/** A page of all items, or of those of one key. */
export const readItems = onContainer(async (container, { headers }) => {
  const continuation = headers['x-ms-continuation'];
  const after = typeof continuation === 'string' ? readCursor(continuation).number : 0;
  const pageSize = maxItemCount(headers);
  const page: Item[] = [];
  let length = 0;
  let isFull = false;
  for (const item of container.items(partitionKeyOf(headers))) {
    if (item.number <= after) continue;
    isFull = isFullPage(page.length, length, pageSize);
    if (isFull) break;
    page.push(item);
    length += item.json.length;
  }
  const last = page.at(-1);
  const next = isFull && last ? writeCursor({ number: last.number, orderedBy: [], returned: 0 }) : undefined;
  await container.whenStored();
  const texts = page.map(({ json }) => json);
  return { ...feed('Documents', container.rid, texts, next), charge: feedCharge(page) };
});
