import { jsonEqual } from '../json.js';
import { compareValues, type SqlValue, typeRank } from './values.js';

export type BinaryOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

type Operate = (left: SqlValue, right: SqlValue) => SqlValue;

/** Values of different types, or without an order, do not compare: undefined. */
const comparing =
  (holds: (order: number) => boolean): Operate =>
  (left, right) => {
    const isComparable = typeof left !== 'object' && left !== undefined && typeRank(left) === typeRank(right);
    return isComparable ? holds(compareValues(left, right)) : undefined;
  };

const equating =
  (whenEqual: boolean): Operate =>
  (left, right) => {
    if (left === undefined || right === undefined) return undefined;
    return jsonEqual(left, right) === whenEqual;
  };

const calculating =
  (calculate: (left: number, right: number) => number): Operate =>
  (left, right) => {
    if (typeof left !== 'number' || typeof right !== 'number') return undefined;
    const result = calculate(left, right);
    return Number.isFinite(result) ? result : undefined;
  };

export const OPERATORS: Readonly<Record<BinaryOperator, Operate>> = {
  '=': equating(true),
  '!=': equating(false),
  '<': comparing((order) => order < 0),
  '<=': comparing((order) => order <= 0),
  '>': comparing((order) => order > 0),
  '>=': comparing((order) => order >= 0),
  '+': calculating((left, right) => left + right),
  '-': calculating((left, right) => left - right),
  '*': calculating((left, right) => left * right),
  '/': calculating((left, right) => left / right),
  '%': calculating((left, right) => left % right),
};
