import type { JsonObject } from '../json.js';
import { evaluate } from './evaluate.js';
import { parseQuery } from './parseQuery.js';

const NO_PARAMETERS = new Map();

/** Whether a patch's condition, `from c where …`, is true of an item. @throws SqlError, SqlNotSimulatedError */
export function holds(condition: string, item: JsonObject): boolean {
  const { where } = parseQuery(condition);
  return !where || evaluate(where, { item, parameters: NO_PARAMETERS }) === true;
}
