import type { JsonObject } from '../json.js';
import { type Item, itemOf, type StoredItem } from './item.js';
import { extractPartitionKey } from './partitionKey.js';
import { itemNumber, type Tables } from './tables.js';

/** A version of an item as the container holds it, from what the store holds. */
function itemFrom(number: number, { json, lsn }: StoredItem, keyNames: readonly string[]): Item {
  const body = JSON.parse(json) as JsonObject;
  return itemOf(body, { number, key: extractPartitionKey(body, keyNames), json, lsn });
}

/** The items of a container in the order of their creation. */
export function loadItems(tables: Tables, containerRid: string, keyNames: readonly string[]): Item[] {
  const items: Item[] = [];
  for (const [key, stored] of tables.items.entries(`${containerRid}/`)) {
    items.push(itemFrom(itemNumber(key), stored, keyNames));
  }
  return items;
}
