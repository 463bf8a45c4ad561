import { createHash } from 'node:crypto';
import type { Change, Store } from '../storage/store.js';
import type { Answer } from './answer.js';

/** Limits of Toss Payments, https://docs.tosspayments.com/reference/using-api/authorization */
export const LONGEST_IDEMPOTENCY_KEY = 300;
const KEPT_MS = 15 * 24 * 3_600_000;

interface FirstAnswer {
  readonly answer: Answer;
  /** Milliseconds since 1970 */
  readonly at: number;
}

/** The first answer to each Idempotency-Key, given again to every request that repeats it. */
export class IdempotentAnswers {
  readonly #table;
  readonly #processing = new Set<string>();

  constructor(store: Store) {
    this.#table = store.table<FirstAnswer>('payment-provider/idempotency');
  }

  /** What Toss Payments compares: the key, the API key, the address and the method; not the body. */
  id(key: string, secretKey: string, method: string, path: string): string {
    return createHash('sha256').update([key, secretKey, method, path].join('\n')).digest('hex');
  }

  answered(id: string, now: number): Answer | undefined {
    const first = this.#table.get(id);
    return first && now < first.at + KEPT_MS ? first.answer : undefined;
  }

  /** The caller has the change written together with what the request did. */
  keep(id: string, answer: Answer, now: number): Change {
    return this.#table.put(id, { answer, at: now });
  }

  /** Whether the first request is still without its answer. */
  isProcessing(id: string): boolean {
    return this.#processing.has(id);
  }

  /** @returns what to call once the answer has left */
  begin(id: string): () => void {
    this.#processing.add(id);
    return () => void this.#processing.delete(id);
  }
}
