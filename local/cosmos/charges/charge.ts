import type { JsonObject } from '../json.js';
import type { IndexingPolicy } from '../model/containerDefinition.js';
import type { Item } from '../model/item.js';
import { indexTerms } from './indexTerms.js';
import {
  INDEX_TERM,
  MINIMUM,
  PATCHED_PROPERTY,
  QUERIED_ITEM,
  QUERY,
  READ,
  REMOVE,
  RETURNED_KILOBYTE,
  type SizeTable,
  WRITE,
} from './table.js';

const KILOBYTE = 1024;

/** Below the first pair the smallest, above the last one in proportion. */
function lookUp(table: SizeTable, bytes: number): number {
  const kilobytes = bytes / KILOBYTE;
  let [size, units] = table[0] ?? [1, MINIMUM];
  if (kilobytes <= size) return units;
  for (const [nextSize, nextUnits] of table) {
    if (kilobytes <= nextSize) return units + ((nextUnits - units) * (kilobytes - size)) / (nextSize - size);
    [size, units] = [nextSize, nextUnits];
  }
  return (units * kilobytes) / size;
}

/** Request units of a point read. */
export const readCharge = ({ bytes }: Item) => lookUp(READ, bytes);

/** Request units of creating an item of so many bytes. */
export function createCharge(bytes: number, body: JsonObject, policy: IndexingPolicy): number {
  return lookUp(WRITE, bytes) + INDEX_TERM * indexTerms(body, policy).size;
}

/** Request units of deleting an item. */
export function deleteCharge(body: JsonObject, policy: IndexingPolicy): number {
  return REMOVE + INDEX_TERM * indexTerms(body, policy).size;
}

/** Request units of writing `after`, of so many bytes, over `before`: only the terms that differ are paid for. */
export function replaceCharge(bytes: number, before: JsonObject, after: JsonObject, policy: IndexingPolicy): number {
  const left = indexTerms(before, policy);
  const right = indexTerms(after, policy);
  let common = 0;
  for (const term of right) if (left.has(term)) common++;
  return REMOVE + lookUp(WRITE, bytes) + INDEX_TERM * (left.size + right.size - 2 * common);
}

/** Request units that a patch costs beyond a replacement, for having changed so many properties. */
export const patchSurcharge = (changed: number) => PATCHED_PROPERTY * changed;

/** Request units of one page of a query. */
export function queryCharge(loadedItems: number, returnedBytes: number): number {
  return QUERY + QUERIED_ITEM * loadedItems + (RETURNED_KILOBYTE * returnedBytes) / KILOBYTE;
}

/** Request units of a page of items that were not searched for: what reading each would cost. */
export function feedCharge(items: readonly Item[]): number {
  return Math.max(
    MINIMUM,
    items.reduce((sum, item) => sum + readCharge(item), 0),
  );
}
