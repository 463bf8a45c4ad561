import type { JsonObject } from '../json.js';
import type { PartitionKey } from './partitionKey.js';

/** One version of an item. Never changed, only followed by the next. */
export interface Item {
  /** Counts the items of the container in the order of their creation, and keeps its place in every feed. */
  readonly number: number;
  readonly key: PartitionKey;
  readonly id: string;
  /** As it goes over the wire, with the system properties. Not kept as objects too: they are most of the heap then. */
  readonly json: string;
  /** Length of `json` in UTF-8. */
  readonly bytes: number;
  readonly etag: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** What the item itself says of its time to live, in seconds. */
  readonly ttl: number | undefined;
  /** The write that made this version: the position in the change feed. */
  readonly lsn: number;
}

/** The version that `json` says. `body` is what it parses to. */
export function itemOf(
  body: JsonObject,
  { number, key, json, lsn }: Pick<Item, 'number' | 'key' | 'json' | 'lsn'>,
): Item {
  // Spread, each item would have a hidden class of its own, larger than itself.
  return {
    number,
    key,
    id: String(body.id),
    json,
    bytes: Buffer.byteLength(json),
    etag: String(body._etag),
    timestamp: Number(body._ts),
    ttl: typeof body.ttl === 'number' ? body.ttl : undefined,
    lsn,
  };
}

/** What a version holds, parsed anew. */
export const bodyOf = ({ json }: Item): JsonObject => JSON.parse(json) as JsonObject;

/** What the store keeps of an item; its key is `<container rid>/<number>`. */
export interface StoredItem {
  readonly json: string;
  readonly lsn: number;
}

/** Azure limit. */
export const MAX_ITEM_BYTES = 2 * 1024 * 1024;

/** Set by the service; whatever a caller sends under these names is overwritten. */
export const SYSTEM_PROPERTIES: ReadonlySet<string> = new Set([
  '_rid',
  '_self',
  '_etag',
  '_attachments',
  '_ts',
  '_lsn',
]);

/** The item as the change feed shows it. */
export function withLsn({ json, lsn }: Item): string {
  return `${json.slice(0, -1)},"_lsn":${lsn}}`;
}
