import { describe, expect, it } from 'vitest';
import { accrue, neverToAccrue, revoke } from './ledgerEntry.js';
import { emptySummary, project } from './myPoint.js';

const at = new Date('2026-05-01T07:30:00Z');
const payment = { orderId: 'o-1', paymentId: 'p-1', customerId: 'kim', amount: 5, totalPrice: 45_000 };
const accrued = accrue(payment, at);
const revoked = revoke(accrued, at);
const nothing = emptySummary('kim');

describe('MyPoint follows the ledger', () => {
  it('shows the points of a payment', () => {
    expect(project(accrued, undefined, nothing)).toMatchObject({
      entry: { paymentId: 'p-1', status: 'accrued', points: 9_000 },
      summary: { accrued: 9_000, revoked: 0 },
    });
  });

  it('shows revoked points as accrued and revoked', () => {
    const before = project(accrued, undefined, nothing);
    expect(project(revoked, before?.entry, before?.summary ?? nothing)).toMatchObject({
      entry: { status: 'revoked' },
      summary: { accrued: 9_000, revoked: 9_000 },
    });
  });

  it('counts both when the ledger was faster than the view', () => {
    expect(project(revoked, undefined, nothing)?.summary).toMatchObject({ accrued: 9_000, revoked: 9_000 });
  });

  it('moves nothing when a change is seen twice', () => {
    const before = project(accrued, undefined, nothing);
    expect(project(accrued, before?.entry, before?.summary ?? nothing)).toBeUndefined();
  });

  it('moves nothing when an old change is seen late', () => {
    const before = project(revoked, undefined, nothing);
    expect(project(accrued, before?.entry, before?.summary ?? nothing)).toBeUndefined();
  });

  it('does not show a payment that never earned anything', () => {
    expect(project(neverToAccrue(payment, at), undefined, nothing)).toBeUndefined();
  });
});
