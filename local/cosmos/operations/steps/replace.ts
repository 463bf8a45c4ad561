import { replaceCharge } from '../../charges/charge.js';
import { badRequest } from '../../http/cosmosError.js';
import { bodyOf } from '../../model/item.js';
import { checkItem, expectItem } from './checks.js';
import type { Step } from './step.js';

/** 200; 404; 412 where the item is not at the version `ifMatch`. */
export const replace: Step = (transaction, { id, body, ifMatch }) => {
  const properties = checkItem(body, transaction);
  if (properties.id !== id) throw badRequest('Replacing the document id is not supported.');
  const before = expectItem(transaction, id, ifMatch);
  const item = transaction.put(id, properties);
  const { indexingPolicy } = transaction.container.definition;
  return { status: 200, item, charge: replaceCharge(item.bytes, bodyOf(before), properties, indexingPolicy) };
};
