import { tooLarge } from '../http/cosmosError.js';
import type { JsonObject } from '../json.js';
import type { Container } from './container.js';
import { type Item, itemOf, MAX_ITEM_BYTES } from './item.js';
import type { PartitionKey } from './partitionKey.js';
import { entityTag, itemRid } from './resourceIds.js';
import type { Position } from './tables.js';

/**
 * Writes within one partition key that take place together, under one LSN, or not at all. It sees its own writes;
 * nobody else does before `commit`. Begin and commit belong in one turn of the event loop.
 */
export class Transaction {
  readonly #written = new Map<string, Item>();
  readonly #removed = new Map<string, Item>();
  #position: Position;

  constructor(
    readonly container: Container,
    readonly key: PartitionKey,
  ) {
    const { lsn, ...counts } = container.position;
    this.#position = { ...counts, lsn: lsn + 1 };
  }

  read(id: string): Item | undefined {
    const own = this.#written.get(id);
    if (own) return own;
    const before = this.container.get(this.key, id);
    return before && this.#removed.has(id) ? undefined : before;
  }

  /** Writes the next version of item `id`, or its first. */
  put(id: string, properties: JsonObject): Item {
    const { container, key } = this;
    const before = this.read(id);
    const items = this.#position.items + (before ? 0 : 1);
    const writes = this.#position.writes + 1;
    this.#position = { lsn: this.#position.lsn, items, writes };

    const number = before?.number ?? items;
    const rid = itemRid(container.rid, number);
    const body: JsonObject = {
      ...properties,
      _rid: rid,
      _self: `${container.self}docs/${rid}/`,
      _etag: entityTag(container.stored.number, writes),
      _attachments: 'attachments/',
      _ts: Math.floor(container.clock.now() / 1000),
    };
    const item = itemOf(body, { number, key, json: JSON.stringify(body), lsn: this.#position.lsn });
    if (item.bytes > MAX_ITEM_BYTES) throw tooLarge();
    this.#written.set(id, item);
    return item;
  }

  remove(item: Item): void {
    this.#written.delete(item.id);
    const before = this.container.get(this.key, item.id);
    if (before) this.#removed.set(item.id, before);
  }

  /** Resolves once it is stored. Without a write there is nothing to do. */
  commit(): Promise<void> | undefined {
    if (this.#written.size === 0 && this.#removed.size === 0) return undefined;
    // The order that they have in the store: the change feed shows them the same after a restart.
    const written = [...this.#written.values()].sort((a, b) => a.number - b.number);
    return this.container.commit(this.#position, written, [...this.#removed.values()]);
  }
}
