import type { Change, Store } from '../../storage/store.js';
import type { InstanceRecord } from '../orchestration/instanceRecord.js';
import type { Message } from '../orchestration/message.js';
import type { Step } from '../orchestration/steps.js';

/** What one turn added to the history of an instance. */
export interface HistoryRow {
  /** JSON texts of the events that the library replays. */
  readonly received: readonly string[];
  /** JSON texts of the events that it does not look at. */
  readonly scheduled: readonly string[];
  readonly steps: readonly Step[];
}

const pad = (n: number) => String(n).padStart(15, '0');

/** The tables of the engine. History is only ever appended to, one row per turn. */
export class InstanceRows {
  readonly #instances;
  readonly #history;
  readonly #inbox;
  #nextMessage = 0;

  constructor(readonly store: Store) {
    this.#instances = store.table<InstanceRecord>('durable.instances');
    this.#history = store.table<HistoryRow>('durable.history');
    this.#inbox = store.table<Message>('durable.inbox');
  }

  record(instanceId: string): InstanceRecord | undefined {
    return this.#instances.get(instanceId);
  }

  /** All records whose id starts with `prefix`, in the order of their ids. */
  *records(prefix = ''): Generator<InstanceRecord> {
    for (const [, record] of this.#instances.entries(prefix)) yield record;
  }

  history({ instanceId, historyRows }: InstanceRecord): HistoryRow[] {
    const rows = Array.from({ length: historyRows }, (_, n) => this.#history.get(`${instanceId}/${pad(n)}`));
    return rows.filter((row) => row !== undefined);
  }

  putRecord(record: InstanceRecord): Change {
    return this.#instances.put(record.instanceId, record);
  }

  putHistory(instanceId: string, n: number, row: HistoryRow): Change {
    return this.#history.put(`${instanceId}/${pad(n)}`, row);
  }

  removeHistory({ instanceId, historyRows }: InstanceRecord): Change[] {
    return Array.from({ length: historyRows }, (_, n) => this.#history.remove(`${instanceId}/${pad(n)}`));
  }

  removeRecord(record: InstanceRecord): Change[] {
    return [this.#instances.remove(record.instanceId), ...this.removeHistory(record)];
  }

  /** The keys of messages rise in the order in which they were accepted. */
  putMessage(instanceId: string, message: Message): Change {
    return this.#inbox.put(`${instanceId}/${pad(this.#nextMessage++)}`, message);
  }

  removeMessage(row: string): Change {
    return this.#inbox.remove(row);
  }

  /** Every message that was accepted and not delivered, by instance and in order. */
  *messages(): Generator<{ row: string; instanceId: string; message: Message }> {
    for (const [row, message] of this.#inbox.entries()) {
      const slash = row.lastIndexOf('/');
      this.#nextMessage = Math.max(this.#nextMessage, Number(row.slice(slash + 1)) + 1);
      yield { row, instanceId: row.slice(0, slash), message };
    }
  }
}
