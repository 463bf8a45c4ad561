import type { Documents } from '../shared/documents.js';
import type { Identify } from '../shared/http/caller.js';
import type { LedgerEntry } from './domain/ledgerEntry.js';
import type { MyPointView } from './myPoint/view.js';

export type Ledger = Documents<LedgerEntry>;

export interface PointsPorts {
  readonly ledger: Ledger;
  readonly myPoints: MyPointView;
  readonly identify: Identify;
  readonly now: () => Date;
}
