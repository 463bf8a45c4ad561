import * as z from 'zod';
import { Time } from '../../shared/time.js';
import type { AccruePoints } from '../messages.js';
import { pointsFor } from './pointsPolicy.js';

/** What the ledger knows of one payment, stored under the payment's id. */
export const LedgerEntry = z.object({
  id: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  customerId: z.string(),
  amount: z.int().nonnegative(),
  rate: z.number(),
  points: z.int().nonnegative(),
  status: z.enum(['accrued', 'revoked']),
  /** Null for a payment that was cancelled before it could earn anything. */
  accruedAt: Time.nullable(),
  revokedAt: Time.nullable(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** The entry of an approved payment. */
export function accrue({ orderId, paymentId, customerId, amount, totalPrice }: AccruePoints, now: Date): LedgerEntry {
  return {
    id: paymentId,
    paymentId,
    orderId,
    customerId,
    amount,
    ...pointsFor(amount, totalPrice),
    status: 'accrued',
    accruedAt: now.toISOString(),
    revokedAt: null,
  };
}

/** The payment was cancelled: its points go. Revoking twice changes nothing. */
export function revoke(entry: LedgerEntry, now: Date): LedgerEntry {
  return entry.status === 'revoked' ? entry : { ...entry, status: 'revoked', revokedAt: now.toISOString() };
}

/** Stands for a cancelled payment that never earned points, so that a late accrual cannot come after it. */
export function neverToAccrue(
  payment: Pick<LedgerEntry, 'paymentId' | 'orderId' | 'customerId'>,
  now: Date,
): LedgerEntry {
  const { paymentId, orderId, customerId } = payment;
  return {
    id: paymentId,
    paymentId,
    orderId,
    customerId,
    amount: 0,
    rate: 0,
    points: 0,
    status: 'revoked',
    accruedAt: null,
    revokedAt: now.toISOString(),
  };
}
