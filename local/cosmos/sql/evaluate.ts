import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { AGGREGATES } from './aggregates.js';
import type { Expression } from './ast.js';
import { OPERATORS } from './operators.js';
import type { Parameters, SqlValue } from './values.js';

/** What an expression is worth for an item; aggregates are taken over `rows`. */
export interface Scope {
  readonly item: JsonObject | undefined;
  readonly parameters: Parameters;
  readonly rows?: readonly JsonObject[];
}

export function evaluate(expression: Expression, scope: Scope): SqlValue {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'parameter':
      return scope.parameters.get(expression.name);
    case 'item':
      return scope.item;
    case 'property':
      return property(evaluate(expression.of, scope), evaluate(expression.name, scope));
    case 'not': {
      const value = evaluate(expression.operand, scope);
      return typeof value === 'boolean' ? !value : undefined;
    }
    case 'negate': {
      const value = evaluate(expression.operand, scope);
      return typeof value === 'number' ? -value : undefined;
    }
    case 'and':
      return combine(expression.left, expression.right, scope, false);
    case 'or':
      return combine(expression.left, expression.right, scope, true);
    case 'binary':
      return OPERATORS[expression.operator](evaluate(expression.left, scope), evaluate(expression.right, scope));
    case 'in':
      return isIn(evaluate(expression.value, scope), expression.list, scope);
    case 'between': {
      const value = evaluate(expression.value, scope);
      const above = OPERATORS['>='](value, evaluate(expression.low, scope));
      const below = OPERATORS['<='](value, evaluate(expression.high, scope));
      return above === undefined || below === undefined ? undefined : above === true && below === true;
    }
    case 'call':
      return expression.run(...expression.operands.map((operand) => evaluate(operand, scope)));
    case 'aggregate': {
      const values = (scope.rows ?? []).map((item) => evaluate(expression.operand, { ...scope, item }));
      return AGGREGATES[expression.name](values.filter((value) => value !== undefined));
    }
    case 'object':
      return objectOf(expression.entries, scope);
    case 'array':
      return expression.elements.map((element) => evaluate(element, scope)).filter((value) => value !== undefined);
  }
}

function property(of: SqlValue, name: SqlValue): SqlValue {
  if (Array.isArray(of)) return typeof name === 'number' ? of[name] : undefined;
  return typeof name === 'string' && isJsonObject(of) && Object.hasOwn(of, name) ? of[name] : undefined;
}

/** AND and OR: one side may decide alone, also where the other is undefined. */
function combine(left: Expression, right: Expression, scope: Scope, deciding: boolean): SqlValue {
  const first = evaluate(left, scope);
  if (first === deciding) return deciding;
  const second = evaluate(right, scope);
  if (second === deciding) return deciding;
  return typeof first === 'boolean' && typeof second === 'boolean' ? !deciding : undefined;
}

function isIn(value: SqlValue, list: readonly Expression[], scope: Scope): SqlValue {
  if (value === undefined) return undefined;
  return list.some((candidate) => OPERATORS['='](value, evaluate(candidate, scope)) === true);
}

/** Without the properties that are undefined. */
function objectOf(entries: readonly (readonly [string, Expression])[], scope: Scope): JsonObject {
  const values: [string, JsonValue][] = [];
  for (const [name, expression] of entries) {
    const value = evaluate(expression, scope);
    if (value !== undefined) values.push([name, value]);
  }
  return Object.fromEntries(values);
}
