import type { Clock } from '../../clock.js';
import type { Change, Store } from '../../storage/store.js';
import { ChangeLog } from './changeLog.js';
import type { ContainerDefinition } from './containerDefinition.js';
import { Durability } from './durability.js';
import type { Item } from './item.js';
import { ItemSet } from './itemSet.js';
import { loadItems } from './loadItems.js';
import { type PartitionKey, partitionKeyNames } from './partitionKey.js';
import { Sweeper } from './sweeper.js';
import { itemKey, type Position, type StoredContainer, type Tables } from './tables.js';
import { expiryOf } from './timeToLive.js';

/** The items of one container and the order of their writes. */
export class Container {
  readonly rid: string;
  /** The address of the container by resource ids. */
  readonly self: string;
  readonly keyNames: readonly string[];
  readonly #items = new ItemSet();
  readonly #changes = new ChangeLog();
  readonly #durability: Durability;
  readonly #sweeper: Sweeper;
  #position: Position;

  constructor(
    public stored: StoredContainer,
    private readonly tables: Tables,
    store: Store,
    readonly clock: Clock,
  ) {
    this.rid = stored.rid;
    this.self = `dbs/${stored.databaseRid}/colls/${stored.rid}/`;
    this.keyNames = partitionKeyNames(stored.definition.partitionKey.paths[0] ?? '/id');
    this.#position = tables.positions.get(stored.rid) ?? { lsn: 0, items: 0, writes: 0 };
    this.#durability = new Durability(store, this.#position.lsn);
    this.#sweeper = new Sweeper(clock, () => this.#sweep());
    const items = loadItems(tables, stored.rid, this.keyNames);
    for (const item of items) this.#items.put(item);
    for (const item of items.sort((a, b) => a.lsn - b.lsn)) this.#changes.append([item]);
    this.#sweeper.wake();
  }

  get definition(): ContainerDefinition {
    return this.stored.definition;
  }

  get position(): Position {
    return this.#position;
  }

  get size(): number {
    return this.#items.size;
  }

  get(key: PartitionKey, id: string): Item | undefined {
    const item = this.#items.get(key, id);
    return item && !this.#isExpired(item) ? item : undefined;
  }

  /** Items of one key, or of all, in the order of their creation. */
  *items(key?: PartitionKey): Generator<Item> {
    for (const item of this.#items.values(key)) if (!this.#isExpired(item)) yield item;
  }

  /** Items by their latest write, from after `lsn`. */
  *changesAfter(lsn: number): Generator<Item> {
    for (const item of this.#changes.after(lsn)) if (!this.#isExpired(item)) yield item;
  }

  /** Undefined where all up to `lsn` (default: everything so far) is stored; else to be awaited before it is told. */
  whenStored(lsn = this.#position.lsn): Promise<void> | undefined {
    return this.#durability.reached(lsn);
  }

  /** Takes on the outcome of one transaction. Resolves once it is stored. */
  commit(position: Position, written: readonly Item[], removed: readonly Item[]): Promise<void> {
    const rows: Change[] = [this.tables.positions.put(this.rid, position)];
    for (const item of removed) {
      this.#items.remove(item);
      this.#changes.retire(item);
      rows.push(this.tables.items.remove(itemKey(this.rid, item.number)));
    }
    for (const item of written) {
      const before = this.#items.get(item.key, item.id);
      if (before) this.#changes.retire(before);
      if (before && before.number !== item.number) {
        // Expired, and not swept yet.
        this.#items.remove(before);
        rows.push(this.tables.items.remove(itemKey(this.rid, before.number)));
      }
      this.#items.put(item);
      rows.push(this.tables.items.put(itemKey(this.rid, item.number), { json: item.json, lsn: item.lsn }));
    }
    this.#position = position;
    this.#changes.append(written);
    this.#sweeper.wake();
    return this.#durability.write(position.lsn, rows);
  }

  /** Removes what is left of the container from the store. */
  removal(): Change[] {
    const rows = [this.tables.containers.remove(this.rid), this.tables.positions.remove(this.rid)];
    for (const { number } of this.#items.values()) rows.push(this.tables.items.remove(itemKey(this.rid, number)));
    return rows;
  }

  close(): void {
    this.#sweeper.stop();
  }

  #isExpired(item: Item): boolean {
    const expiry = expiryOf(item, this.definition);
    return expiry !== undefined && expiry <= this.clock.now();
  }

  #sweep(): boolean {
    if (this.definition.defaultTtl === undefined) return false;
    const expired = [...this.#items.values()].filter((item) => this.#isExpired(item));
    const { lsn, ...counts } = this.#position;
    if (expired.length > 0) void this.commit({ ...counts, lsn: lsn + 1 }, [], expired);
    return this.#items.size > 0;
  }
}
