import type { Versioned } from '../../shared/documents.js';
import type { MyPointEntry, MyPointSummary } from '../domain/myPoint.js';

/** What the view holds of one customer, as far as some payments are concerned, with the versions read. */
export interface CustomerState {
  readonly summary: Versioned<MyPointSummary> | undefined;
  readonly entries: ReadonlyMap<string, Versioned<MyPointEntry>>;
}

export interface CustomerChange {
  readonly summary: MyPointSummary;
  readonly entries: readonly MyPointEntry[];
}

/** MyPoint as it is stored: per customer a summary and one entry per payment, always changed together. */
export interface MyPointView {
  /**
   * Stores entries of payments that it has not seen yet and adds `summary` to the sums, all or nothing.
   *
   * @returns false where it knows one of the payments, or the customer not yet
   */
  add(change: CustomerChange): Promise<boolean>;
  read(customerId: string, paymentIds: readonly string[]): Promise<CustomerState>;
  /** Stores all of `change` or nothing. @returns false where somebody changed the view since `state` was read */
  write(change: CustomerChange, state: CustomerState): Promise<boolean>;
  /** Entries before `position` (from the newest, without one), newest first, and the sums. */
  page(customerId: string, limit: number, position?: string): Promise<MyPointPage>;
}

export interface MyPointPage {
  readonly summary: MyPointSummary;
  readonly entries: readonly MyPointEntry[];
  /** Whether there are older entries. */
  readonly more: boolean;
}
