import { createCharge } from '../../charges/charge.js';
import { conflict } from '../../http/cosmosError.js';
import { checkItem } from './checks.js';
import type { Step } from './step.js';

/** 201; 409 where the id is taken. */
export const create: Step = (transaction, { body }) => {
  const properties = checkItem(body, transaction);
  if (transaction.read(properties.id)) throw conflict();
  const item = transaction.put(properties.id, properties);
  return {
    status: 201,
    item,
    charge: createCharge(item.bytes, properties, transaction.container.definition.indexingPolicy),
  };
};
