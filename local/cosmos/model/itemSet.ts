import type { Item } from './item.js';
import type { PartitionKey } from './partitionKey.js';

/** The current items of a container: by key and id, and in the order of their creation. */
export class ItemSet {
  readonly #byKey = new Map<PartitionKey, Map<string, Item>>();
  /** A replaced item keeps its place in a Map, and a new one gets the highest number: this stays sorted by itself. */
  readonly #byNumber = new Map<number, Item>();

  get size(): number {
    return this.#byNumber.size;
  }

  get(key: PartitionKey, id: string): Item | undefined {
    return this.#byKey.get(key)?.get(id);
  }

  /** Items of one key, or of all, in the order of their creation. */
  values(key?: PartitionKey): Iterable<Item> {
    return key === undefined ? this.#byNumber.values() : (this.#byKey.get(key)?.values() ?? []);
  }

  put(item: Item): void {
    let partition = this.#byKey.get(item.key);
    if (!partition) {
      partition = new Map();
      this.#byKey.set(item.key, partition);
    }
    partition.set(item.id, item);
    this.#byNumber.set(item.number, item);
  }

  remove({ key, id, number }: Item): void {
    const partition = this.#byKey.get(key);
    partition?.delete(id);
    if (partition?.size === 0) this.#byKey.delete(key);
    this.#byNumber.delete(number);
  }
}
