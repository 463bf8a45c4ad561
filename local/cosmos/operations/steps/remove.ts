import { deleteCharge } from '../../charges/charge.js';
import { bodyOf } from '../../model/item.js';
import { expectItem } from './checks.js';
import type { Step } from './step.js';

/** 204; 404; 412 where the item is not at the version `ifMatch`. */
export const remove: Step = (transaction, { id, ifMatch }) => {
  const item = expectItem(transaction, id, ifMatch);
  transaction.remove(item);
  return { status: 204, charge: deleteCharge(bodyOf(item), transaction.container.definition.indexingPolicy) };
};
