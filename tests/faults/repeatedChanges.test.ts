import { beforeEach, expect, it } from 'vitest';
import { accrue, type LedgerEntry, revoke } from '../../functions/points/domain/ledgerEntry.js';
import { cosmosMyPoint } from '../../functions/points/myPoint/cosmosMyPoint.js';
import type { MyPointView } from '../../functions/points/myPoint/view.js';
import { projectMyPoint } from '../../functions/points/projectMyPoint.js';
import { cosmosUnderTest } from '../contracts/support/cosmosUnderTest.js';

const NOW = new Date('2026-05-01T07:30:00.000Z');
const paid = (payment: string): LedgerEntry =>
  accrue({ orderId: `of-${payment}`, paymentId: payment, customerId: 'kim', amount: 5, totalPrice: 10_000 }, NOW);
const [first, second] = [paid('p-1'), paid('p-2')] as const;

let view: MyPointView;
beforeEach(async () => {
  const { container } = await cosmosUnderTest();
  view = cosmosMyPoint(await container());
});

async function see(...changes: readonly LedgerEntry[]) {
  const park = () => Promise.reject(new Error('nothing is to be parked'));
  await projectMyPoint(view, park)([...changes], undefined as never);
}

async function shown() {
  const { summary, entries } = await view.page('kim', 10);
  return { accrued: summary.accrued, revoked: summary.revoked, statuses: entries.map(({ status }) => status) };
}

it('points of a customer without any, and then more of them, add up', async () => {
  await see(first);
  await see(second);
  expect(await shown()).toEqual({ accrued: 4_000, revoked: 0, statuses: ['accrued', 'accrued'] });
});

it('a change that comes again counts once, also beside one that is new', async () => {
  await see(first);
  await see(first);
  await see(first, second);
  expect(await shown()).toEqual({ accrued: 4_000, revoked: 0, statuses: ['accrued', 'accrued'] });
});

it('one and the same change twice in one batch counts once', async () => {
  await see(first, first);
  await see(second, second);
  expect(await shown()).toEqual({ accrued: 4_000, revoked: 0, statuses: ['accrued', 'accrued'] });
});

it('an accrual that comes late, behind its revocation, brings nothing back', async () => {
  await see(first);
  await see(revoke(first, NOW));
  await see(first);
  expect(await shown()).toEqual({ accrued: 2_000, revoked: 2_000, statuses: ['revoked'] });
});
