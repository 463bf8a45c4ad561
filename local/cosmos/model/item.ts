import type { JsonObject } from '../json.js';
import type { PartitionKey } from './partitionKey.js';

/** One version of an item. Never changed, only followed by the next. */
export interface Item {
  /** Counts the items of the container in the order of their creation, and keeps its place in every feed. */
  readonly number: number;
  readonly key: PartitionKey;
  readonly id: string;
  /** With the system properties. */
  readonly body: JsonObject;
  /** `body` as it goes over the wire. */
  readonly json: string;
  /** Length of `json` in UTF-8. */
  readonly bytes: number;
  readonly etag: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** The write that made this version: the position in the change feed. */
  readonly lsn: number;
}

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
