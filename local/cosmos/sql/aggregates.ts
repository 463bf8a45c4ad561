import type { SqlValue } from './values.js';
import { compareValues } from './values.js';

/** From the operand's value for each row to one; rows where it is undefined do not count. */
type Aggregate = (values: readonly SqlValue[]) => SqlValue;

/** One value that is not a number makes the whole undefined. */
function sum(values: readonly SqlValue[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (typeof value !== 'number') return undefined;
    total += value;
  }
  return total;
}

function first(values: readonly SqlValue[], order: 1 | -1): SqlValue {
  return values.reduce((best, value) => (compareValues(value, best) * order < 0 ? value : best), values[0]);
}

export const AGGREGATES = {
  COUNT: (values) => values.length,
  SUM: sum,
  AVG: (values) => {
    const total = sum(values);
    return total === undefined || values.length === 0 ? undefined : total / values.length;
  },
  MIN: (values) => first(values, 1),
  MAX: (values) => first(values, -1),
} as const satisfies Record<string, Aggregate>;

export type AggregateName = keyof typeof AGGREGATES;
