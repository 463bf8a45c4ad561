import type { BinaryOperator } from './operators.js';

/** How tightly the parts of an expression hold together: the higher, the tighter. */
export const POWER = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7 } as const;

/** Operators written as symbols. */
export const BINARY: Readonly<Record<string, readonly [power: number, operator: BinaryOperator]>> = {
  '=': [POWER.comparison, '='],
  '!=': [POWER.comparison, '!='],
  '<>': [POWER.comparison, '!='],
  '<': [POWER.comparison, '<'],
  '<=': [POWER.comparison, '<='],
  '>': [POWER.comparison, '>'],
  '>=': [POWER.comparison, '>='],
  '+': [POWER.sum, '+'],
  '-': [POWER.sum, '-'],
  '*': [POWER.product, '*'],
  '/': [POWER.product, '/'],
  '%': [POWER.product, '%'],
};
