import type { Store, Table } from '../../storage/store.js';
import type { StoredMessage } from './message.js';
import type { Work } from './work.js';

/** Sequence numbers in keys, padded so that the order of keys is theirs. */
const DIGITS = 16;

/** The messages of one entity in the store. */
export class MessageRecords {
  readonly #table: Table<StoredMessage>;

  constructor(
    store: Store,
    private readonly path: string,
  ) {
    this.#table = store.table('service-bus-messages');
  }

  /** All of them, by sequence number. */
  *all(): Iterable<StoredMessage> {
    for (const [, message] of this.#table.entries(`${this.path}|`)) yield message;
  }

  put(work: Work, message: StoredMessage): void {
    work.change(this.#table.put(this.#key(message), message));
  }

  remove(work: Work, message: StoredMessage): void {
    work.change(this.#table.remove(this.#key(message)));
  }

  #key({ sequenceNumber }: StoredMessage): string {
    return `${this.path}|${String(sequenceNumber).padStart(DIGITS, '0')}`;
  }
}
