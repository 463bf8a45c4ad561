import { readCharge } from '../../charges/charge.js';
import { MINIMUM } from '../../charges/table.js';
import { expectItem } from './checks.js';
import type { Step } from './step.js';

/** 200; 304 where the caller has that version already; 404. */
export const read: Step = (transaction, { id, ifNoneMatch }) => {
  const item = expectItem(transaction, id, undefined);
  return item.etag === ifNoneMatch
    ? { status: 304, item, charge: MINIMUM }
    : { status: 200, item, charge: readCharge(item) };
};
