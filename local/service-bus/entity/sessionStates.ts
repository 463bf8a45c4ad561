import type { Store, Table } from '../../storage/store.js';
import { Work } from './work.js';

/** What receivers have noted about sessions: opaque bytes, kept until they are set to null. */
export class SessionStates {
  readonly #table: Table<Uint8Array>;

  constructor(
    private readonly store: Store,
    private readonly path: string,
  ) {
    this.#table = store.table('service-bus-session-states');
  }

  get(sessionId: string): Uint8Array | undefined {
    return this.#table.get(this.#key(sessionId));
  }

  async set(sessionId: string, state: Uint8Array | undefined): Promise<void> {
    const work = new Work(this.store);
    const key = this.#key(sessionId);
    work.change(state ? this.#table.put(key, Uint8Array.from(state)) : this.#table.remove(key));
    await work.commit();
  }

  #key(sessionId: string): string {
    return `${this.path}|${sessionId}`;
  }
}
