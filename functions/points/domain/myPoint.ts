import * as z from 'zod';
import { Time } from '../../shared/time.js';
import type { LedgerEntry } from './ledgerEntry.js';

/** One payment as MyPoint shows it. `position` sorts a customer's entries by time, and apart where times are equal. */
export const MyPointEntry = z.object({
  id: z.string(),
  kind: z.literal('entry'),
  customerId: z.string(),
  position: z.string(),
  orderId: z.string(),
  paymentId: z.string(),
  amount: z.int(),
  rate: z.number(),
  points: z.int(),
  status: z.enum(['accrued', 'revoked']),
  accruedAt: Time,
  revokedAt: Time.nullable(),
});
export type MyPointEntry = z.infer<typeof MyPointEntry>;

/** A customer's sums. */
export const MyPointSummary = z.object({
  id: z.literal('summary'),
  kind: z.literal('summary'),
  customerId: z.string(),
  accrued: z.int(),
  revoked: z.int(),
});
export type MyPointSummary = z.infer<typeof MyPointSummary>;

export function emptySummary(customerId: string): MyPointSummary {
  return { id: 'summary', kind: 'summary', customerId, accrued: 0, revoked: 0 };
}

/** The id of the document that shows a payment. */
export function entryIdOf(paymentId: string): string {
  return `entry-${paymentId}`;
}

function entryOf(ledger: LedgerEntry, accruedAt: string): MyPointEntry {
  const { paymentId, orderId, customerId, amount, rate, points, status, revokedAt } = ledger;
  return {
    id: entryIdOf(paymentId),
    kind: 'entry',
    customerId,
    position: `${accruedAt}/${paymentId}`,
    orderId,
    paymentId,
    amount,
    rate,
    points,
    status,
    accruedAt,
    revokedAt,
  };
}

/** What an entry adds to its customer's sums. */
function contribution(entry: MyPointEntry | undefined): { accrued: number; revoked: number } {
  if (!entry) return { accrued: 0, revoked: 0 };
  return { accrued: entry.points, revoked: entry.status === 'revoked' ? entry.points : 0 };
}

export interface Projection {
  readonly entry: MyPointEntry;
  readonly summary: MyPointSummary;
}

/**
 * What MyPoint shows after a change of the ledger: the sums move by the difference to what the entry added before, so
 * that a change seen twice, or an old one seen late, moves nothing.
 *
 * @returns undefined where nothing changes
 */
export function project(
  ledger: LedgerEntry,
  before: MyPointEntry | undefined,
  summary: MyPointSummary,
): Projection | undefined {
  // A payment that was cancelled before it earned anything is nothing to show.
  if (ledger.accruedAt === null) return undefined;
  if (before?.status === ledger.status || before?.status === 'revoked') return undefined;
  const entry = entryOf(ledger, ledger.accruedAt);
  const [was, is] = [contribution(before), contribution(entry)];
  return {
    entry,
    summary: {
      ...summary,
      accrued: summary.accrued + is.accrued - was.accrued,
      revoked: summary.revoked + is.revoked - was.revoked,
    },
  };
}
