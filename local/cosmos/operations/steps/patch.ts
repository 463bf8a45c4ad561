import { patchCharge } from '../../charges/charge.js';
import { preconditionFailed } from '../../http/cosmosError.js';
import { applyPatch } from '../../patch/applyPatch.js';
import { parsePatch } from '../../patch/parsePatch.js';
import { holds } from '../../sql/holds.js';
import { checkItem, expectItem } from './checks.js';
import type { Step } from './step.js';

/** 200; 404; 412 where the item is not at the version `ifMatch` or the patch's condition is not true of it. */
export const patch: Step = (transaction, { id, body, ifMatch }) => {
  const { container } = transaction;
  const { operations, condition } = parsePatch(body, container.definition.partitionKey.paths);
  const before = expectItem(transaction, id, ifMatch);
  if (condition !== undefined && !holds(condition, before.body)) throw preconditionFailed();
  const item = transaction.put(id, checkItem(applyPatch(before.body, operations), transaction));
  const charge = patchCharge(before, item, operations.length, container.definition.indexingPolicy);
  return { status: 200, item, charge };
};
