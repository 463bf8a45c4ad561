import { patchSurcharge, replaceCharge } from '../../charges/charge.js';
import { preconditionFailed } from '../../http/cosmosError.js';
import { bodyOf } from '../../model/item.js';
import { applyPatch } from '../../patch/applyPatch.js';
import { parsePatch } from '../../patch/parsePatch.js';
import { holds } from '../../sql/holds.js';
import { checkItem, expectItem } from './checks.js';
import type { Step } from './step.js';

/** 200; 404; 412 where the item is not at the version `ifMatch` or the patch's condition is not true of it. */
export const patch: Step = (transaction, { id, body, ifMatch }) => {
  const { container } = transaction;
  const { operations, condition } = parsePatch(body, container.definition.partitionKey.paths);
  const before = bodyOf(expectItem(transaction, id, ifMatch));
  if (condition !== undefined && !holds(condition, before)) throw preconditionFailed();
  const after = checkItem(applyPatch(before, operations), transaction);
  const item = transaction.put(id, after);
  const charge = replaceCharge(item.bytes, before, after, container.definition.indexingPolicy);
  return { status: 200, item, charge: charge + patchSurcharge(operations.length) };
};
