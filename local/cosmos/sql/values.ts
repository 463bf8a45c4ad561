import { isJsonObject, type JsonValue } from '../json.js';

/** What an expression can be worth: undefined is what is not there, and is not null. */
export type SqlValue = JsonValue | undefined;

/** Parameters by name, with the `@`. */
export type Parameters = ReadonlyMap<string, JsonValue>;

/** The order of types in ORDER BY, which compares values of different types too. */
export function typeRank(value: SqlValue): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (typeof value === 'boolean') return 2;
  if (typeof value === 'number') return 3;
  if (typeof value === 'string') return 4;
  return isJsonObject(value) ? 6 : 5;
}

/** For sorting: by type, then by value. Strings by their code units; arrays and objects are all the same. */
export function compareValues(left: SqlValue, right: SqlValue): number {
  const ranks = typeRank(left) - typeRank(right);
  if (ranks !== 0) return ranks;
  if (left === right || typeof left === 'object' || typeof right === 'object') return 0;
  if (left === undefined || right === undefined) return 0;
  return left < right ? -1 : 1;
}
