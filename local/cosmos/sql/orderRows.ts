import type { OrderKey } from './ast.js';
import type { Candidate } from './candidate.js';
import { evaluate } from './evaluate.js';
import { compareValues, type Parameters, type SqlValue } from './values.js';

export interface Row {
  readonly candidate: Candidate;
  readonly number: number;
  readonly orderedBy: readonly SqlValue[];
}

/** Sorted by the keys, then by the items' numbers. With one key, items without a value for it are left out. */
export function orderRows(keys: readonly OrderKey[], candidates: Iterable<Candidate>, parameters: Parameters): Row[] {
  const rows: Row[] = [];
  for (const candidate of candidates) {
    const orderedBy = keys.map(({ by }) => evaluate(by, { item: candidate.body, parameters }));
    if (keys.length > 1 || orderedBy[0] !== undefined)
      rows.push({ candidate, number: candidate.item.number, orderedBy });
  }
  return rows.sort((left, right) => compareRows(keys, left, right));
}

export function compareRows(
  keys: readonly OrderKey[],
  left: Pick<Row, 'number' | 'orderedBy'>,
  right: Pick<Row, 'number' | 'orderedBy'>,
): number {
  for (const [index, { descending }] of keys.entries()) {
    const order = compareValues(left.orderedBy[index], right.orderedBy[index]);
    if (order !== 0) return descending ? -order : order;
  }
  return left.number - right.number;
}
