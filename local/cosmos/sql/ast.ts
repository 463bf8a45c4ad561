import type { JsonValue } from '../json.js';
import type { AggregateName } from './aggregates.js';
import type { SqlFunction } from './functions.js';
import type { BinaryOperator } from './operators.js';

export type Expression =
  | { readonly kind: 'constant'; readonly value: JsonValue | undefined }
  | { readonly kind: 'parameter'; readonly name: string }
  /** The item itself, by the name that FROM gives it. */
  | { readonly kind: 'item' }
  | { readonly kind: 'property'; readonly of: Expression; readonly name: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'in'; readonly value: Expression; readonly list: readonly Expression[] }
  | { readonly kind: 'between'; readonly value: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: 'call'; readonly run: SqlFunction; readonly operands: readonly Expression[] }
  | { readonly kind: 'aggregate'; readonly name: AggregateName; readonly operand: Expression }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [name: string, value: Expression])[] }
  | { readonly kind: 'array'; readonly elements: readonly Expression[] };

export interface OrderKey {
  readonly by: Expression;
  readonly descending: boolean;
}

export interface Query {
  /** What a row becomes. `SELECT *` is the item, a list becomes an object. */
  readonly select: Expression;
  /** One row for all items, because `select` aggregates. */
  readonly aggregates: boolean;
  readonly where: Expression | undefined;
  readonly orderBy: readonly OrderKey[];
  readonly offset: Expression | undefined;
  /** Of TOP or LIMIT. */
  readonly limit: Expression | undefined;
}
