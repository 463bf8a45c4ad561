import { attempting } from '../shared/step.js';
import { accrue } from './domain/ledgerEntry.js';
import type { AccruedPoints, AccruePoints } from './messages.js';
import type { PointsPorts } from './ports.js';

/** Activity: writes the points of a payment into the ledger. A second run finds the entry of the first. */
export const accruePoints = ({ ledger, now }: Pick<PointsPorts, 'ledger' | 'now'>) =>
  attempting(async (paid: AccruePoints): Promise<AccruedPoints> => {
    const entry = accrue(paid, now());
    const written = (await ledger.create(entry)) ? entry : (await ledger.read(entry.id, entry.customerId))?.value;
    if (!written?.accruedAt) throw new Error(`payment ${paid.paymentId} was cancelled before its points accrued`);
    return { rate: written.rate, points: written.points, accruedAt: written.accruedAt };
  });
