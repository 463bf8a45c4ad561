import { AGGREGATES, type AggregateName } from './aggregates.js';
import type { Expression } from './ast.js';
import { FUNCTIONS } from './functions.js';
import { BINARY, POWER } from './precedence.js';
import { SqlError, SqlNotSimulatedError } from './sqlError.js';
import type { Tokens } from './tokens.js';

const CONSTANTS: Readonly<Record<string, Expression>> = {
  TRUE: { kind: 'constant', value: true },
  FALSE: { kind: 'constant', value: false },
  NULL: { kind: 'constant', value: null },
  UNDEFINED: { kind: 'constant', value: undefined },
};

/**
 * Parses one expression by operator precedence (Pratt): everything that binds tighter than `power`.
 *
 * @param alias what FROM calls the item
 */
export function parseExpression(tokens: Tokens, alias: string, power = 0): Expression {
  let left = parsePrefix(tokens, alias);
  for (;;) {
    const next = parseInfix(tokens, alias, left, power);
    if (!next) return left;
    left = next;
  }
}

function parseInfix(tokens: Tokens, alias: string, left: Expression, power: number): Expression | undefined {
  const { kind, text } = tokens.peek();
  if (kind === 'symbol') {
    const [binding = 0, operator] = BINARY[text] ?? [];
    if (operator === undefined || binding <= power) return undefined;
    tokens.take();
    return { kind: 'binary', operator, left, right: parseExpression(tokens, alias, binding) };
  }
  if (power < POWER.or && tokens.keyword('OR'))
    return { kind: 'or', left, right: parseExpression(tokens, alias, POWER.or) };
  if (power < POWER.and && tokens.keyword('AND'))
    return { kind: 'and', left, right: parseExpression(tokens, alias, POWER.and) };
  if (tokens.isKeyword('LIKE', tokens.isKeyword('NOT') ? 1 : 0)) throw new SqlNotSimulatedError('LIKE');
  if (power >= POWER.comparison) return undefined;
  if (tokens.isKeyword('NOT') && (tokens.isKeyword('IN', 1) || tokens.isKeyword('BETWEEN', 1))) {
    tokens.take();
    return { kind: 'not', operand: parseRange(tokens, alias, left) };
  }
  return tokens.isKeyword('IN') || tokens.isKeyword('BETWEEN') ? parseRange(tokens, alias, left) : undefined;
}

function parseRange(tokens: Tokens, alias: string, value: Expression): Expression {
  if (tokens.keyword('IN')) {
    tokens.expectSymbol('(');
    return { kind: 'in', value, list: parseList(tokens, alias, ')') };
  }
  tokens.expectKeyword('BETWEEN');
  const low = parseExpression(tokens, alias, POWER.comparison);
  tokens.expectKeyword('AND');
  return { kind: 'between', value, low, high: parseExpression(tokens, alias, POWER.comparison) };
}

function parsePrefix(tokens: Tokens, alias: string): Expression {
  if (tokens.keyword('NOT')) return { kind: 'not', operand: parseExpression(tokens, alias, POWER.not) };
  if (tokens.symbol('-')) return { kind: 'negate', operand: parseExpression(tokens, alias, POWER.sign) };
  let expression = parsePrimary(tokens, alias);
  for (;;) {
    if (tokens.symbol('.')) {
      expression = { kind: 'property', of: expression, name: { kind: 'constant', value: tokens.expect('name') } };
    } else if (tokens.symbol('[')) {
      expression = { kind: 'property', of: expression, name: parseExpression(tokens, alias) };
      tokens.expectSymbol(']');
    } else {
      return expression;
    }
  }
}

function parsePrimary(tokens: Tokens, alias: string): Expression {
  const token = tokens.take();
  switch (token.kind) {
    case 'number':
      return { kind: 'constant', value: Number(token.text) };
    case 'string':
      return { kind: 'constant', value: token.text };
    case 'parameter':
      return { kind: 'parameter', name: token.text };
    case 'name': {
      if (tokens.symbol('(')) return parseCall(tokens, alias, token.text);
      if (token.text === alias) return { kind: 'item' };
      const word = token.text.toUpperCase();
      if (word === 'EXISTS' || word === 'ARRAY' || word === 'SELECT') throw new SqlNotSimulatedError('subqueries');
      if (word === 'UDF') throw new SqlNotSimulatedError('user-defined functions');
      const constant = CONSTANTS[word];
      if (constant) return constant;
      throw new SqlError(`Identifier '${token.text}' could not be resolved.`, token.start, token.end);
    }
    default:
      return parseBracketed(tokens, alias, token.text) ?? fail(tokens.error(token));
  }
}

function fail(error: Error): never {
  throw error;
}

function parseBracketed(tokens: Tokens, alias: string, opening: string): Expression | undefined {
  if (opening === '(') {
    if (tokens.isKeyword('SELECT')) throw new SqlNotSimulatedError('subqueries');
    const inner = parseExpression(tokens, alias);
    tokens.expectSymbol(')');
    return inner;
  }
  if (opening === '[') return { kind: 'array', elements: parseList(tokens, alias, ']') };
  return opening === '{' ? { kind: 'object', entries: parseEntries(tokens, alias) } : undefined;
}

function parseCall(tokens: Tokens, alias: string, name: string): Expression {
  const word = name.toUpperCase();
  const start = tokens.peek();
  if (tokens.isKeyword('SELECT')) throw new SqlNotSimulatedError('subqueries');
  const operands = parseList(tokens, alias, ')');
  if (word in AGGREGATES) {
    const [operand] = operands;
    if (!operand || operands.length > 1) throw tokens.error(start);
    return { kind: 'aggregate', name: word as AggregateName, operand };
  }
  const run = FUNCTIONS[word];
  if (!run) throw new SqlNotSimulatedError(`function ${word}`);
  return { kind: 'call', run, operands };
}

function parseList(tokens: Tokens, alias: string, closing: string): Expression[] {
  const list: Expression[] = [];
  if (tokens.symbol(closing)) return list;
  do list.push(parseExpression(tokens, alias));
  while (tokens.symbol(','));
  tokens.expectSymbol(closing);
  return list;
}

function parseEntries(tokens: Tokens, alias: string): [string, Expression][] {
  const entries: [string, Expression][] = [];
  if (tokens.symbol('}')) return entries;
  do {
    const name = tokens.peek().kind === 'string' ? tokens.expect('string') : tokens.expect('name');
    tokens.expectSymbol(':');
    entries.push([name, parseExpression(tokens, alias)]);
  } while (tokens.symbol(','));
  tokens.expectSymbol('}');
  return entries;
}
