import type { Change } from '../storage/store.js';
import type { Answer } from './answer.js';
import type { Books } from './books.js';

/** What a call asks for. */
export interface Asked {
  /** What the path names: a billing key, a payment key or an order id. */
  readonly subject: string;
  readonly body: unknown;
}

/** One call that passed authentication and faults. */
export interface Call extends Asked {
  /** Milliseconds since 1970 */
  readonly now: number;
}

/** What came of a call. The changes are durable before the answer leaves. */
export interface Result {
  readonly answer: Answer;
  readonly changes: readonly Change[];
}

/** One operation of the dialect. It runs at once and whole, so two calls never meet half way. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Its first group is the subject. */
  readonly path: RegExp;
  /** The order that a call is about, where that can be told. */
  orderOf(books: Books, asked: Asked): string | undefined;
  run(books: Books, call: Call): Result;
}

/** An answer that changes nothing. */
export function only(answer: Answer): Result {
  return { answer, changes: [] };
}
