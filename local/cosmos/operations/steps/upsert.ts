import { createCharge, replaceCharge } from '../../charges/charge.js';
import { preconditionFailed } from '../../http/cosmosError.js';
import { bodyOf } from '../../model/item.js';
import { checkItem, checkMatch } from './checks.js';
import type { Step } from './step.js';

/** 201 where it created the item, 200 where it replaced one; 412 where that was not at the version `ifMatch`. */
export const upsert: Step = (transaction, { body, ifMatch, ifNoneMatch }) => {
  const properties = checkItem(body, transaction);
  const { indexingPolicy } = transaction.container.definition;
  const before = transaction.read(properties.id);
  checkMatch(before, ifMatch);
  if (before && ifNoneMatch === '*') throw preconditionFailed();
  const item = transaction.put(properties.id, properties);
  return before
    ? { status: 200, item, charge: replaceCharge(item.bytes, bodyOf(before), properties, indexingPolicy) }
    : { status: 201, item, charge: createCharge(item.bytes, properties, indexingPolicy) };
};
