import { describe, expect, it } from 'vitest';
import { accrue, neverToAccrue, revoke } from './ledgerEntry.js';

const breakfastTime = new Date('2026-05-01T07:30:00Z');
const later = new Date('2026-05-01T07:40:00Z');
const paid = { orderId: 'o-1', paymentId: 'p-1', customerId: 'kim', amount: 5, totalPrice: 45_000 };

describe('the points ledger', () => {
  it('holds one entry per payment, under the id of the payment', () => {
    expect(accrue(paid, breakfastTime)).toMatchObject({ id: 'p-1', status: 'accrued', rate: 0.2, points: 9_000 });
  });

  it('revokes the points of a cancelled payment and remembers when', () => {
    const revoked = revoke(accrue(paid, breakfastTime), later);
    expect(revoked).toMatchObject({ status: 'revoked', points: 9_000, revokedAt: later.toISOString() });
  });

  it('changes nothing when points are revoked a second time', () => {
    const revoked = revoke(accrue(paid, breakfastTime), breakfastTime);
    expect(revoke(revoked, later)).toBe(revoked);
  });

  it('keeps a place for a payment that was cancelled before it earned anything', () => {
    expect(neverToAccrue(paid, later)).toMatchObject({ id: 'p-1', status: 'revoked', points: 0, accruedAt: null });
  });
});
