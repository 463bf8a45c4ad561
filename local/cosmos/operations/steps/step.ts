import type { Item } from '../../model/item.js';
import type { Transaction } from '../../model/transaction.js';

/** One operation on one item, alone or as part of a batch. */
export interface StepRequest {
  /** Empty where the item itself says it. */
  readonly id: string;
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export interface StepResult {
  readonly status: number;
  /** What the answer shows; undefined where there is nothing left to show. */
  readonly item?: Item;
  /** Request units. */
  readonly charge: number;
}

/** Carries out one operation within a transaction. @throws CosmosError, and then the transaction must not be committed */
export type Step = (transaction: Transaction, request: StepRequest) => StepResult;
