import type { Expression, OrderKey, Query } from './ast.js';
import { hasAggregate } from './hasAggregate.js';
import { type Token, tokenize } from './lexer.js';
import { parseExpression } from './parseExpression.js';
import { POWER } from './precedence.js';
import { SqlError, SqlNotSimulatedError } from './sqlError.js';
import { Tokens } from './tokens.js';

/** Parsed queries, by text: an app has a handful. */
const parsed = new Map<string, Query>();
const MOST_PARSED = 1000;

/** @throws SqlError, SqlNotSimulatedError */
export function parseQuery(text: string): Query {
  let query = parsed.get(text);
  if (!query) {
    query = parse(text);
    if (parsed.size >= MOST_PARSED) parsed.clear();
    parsed.set(text, query);
  }
  return query;
}

function parse(text: string): Query {
  const all = tokenize(text);
  const from = findFrom(all);
  if (from === -1) refuseWithoutFrom(new Tokens(all));
  // What SELECT speaks of is named behind it.
  const alias = parseFrom(new Tokens(all.slice(from)));

  const tokens = new Tokens(all);
  const isSelect = tokens.keyword('SELECT');
  if (tokens.isKeyword('DISTINCT')) throw new SqlNotSimulatedError('DISTINCT');
  // Behind the number of TOP a star is no multiplication.
  const top = isSelect && tokens.keyword('TOP') ? parseExpression(tokens, alias, POWER.sign) : undefined;
  const select: Expression = isSelect ? parseSelect(tokens, alias) : { kind: 'item' };
  parseFrom(tokens);
  const where = tokens.keyword('WHERE') ? parseExpression(tokens, alias) : undefined;
  if (where && hasAggregate(where)) throw new SqlError('Aggregates are not allowed in WHERE.', 0, text.length);
  if (tokens.isKeyword('GROUP')) throw new SqlNotSimulatedError('GROUP BY');
  const orderBy = tokens.keyword('ORDER') ? parseOrderBy(tokens, alias) : [];
  const offset = tokens.keyword('OFFSET') ? parseExpression(tokens, alias) : undefined;
  if (offset) tokens.expectKeyword('LIMIT');
  const limit = offset ? parseExpression(tokens, alias) : top;
  tokens.expect('end');
  return { select, aggregates: hasAggregate(select), where, orderBy, offset, limit };
}

/** @throws SqlNotSimulatedError for `SELECT VALUE 1` and the like, SqlError for what is no query at all */
function refuseWithoutFrom(tokens: Tokens): never {
  tokens.expectKeyword('SELECT');
  parseSelect(tokens, '');
  tokens.expect('end');
  throw new SqlNotSimulatedError('SELECT without FROM');
}

/** Not a property of that name, `c.from` or `{from: …}`. */
function findFrom(tokens: readonly Token[]): number {
  return tokens.findIndex(
    ({ kind, text }, index) =>
      kind === 'name' &&
      text.toUpperCase() === 'FROM' &&
      tokens[index - 1]?.text !== '.' &&
      (tokens[index + 1]?.kind === 'name' || tokens[index + 1]?.text === '('),
  );
}

/** @returns what the query calls an item */
function parseFrom(tokens: Tokens): string {
  tokens.expectKeyword('FROM');
  if (tokens.isSymbol('(')) throw new SqlNotSimulatedError('subqueries');
  const collection = tokens.expect('name');
  if (tokens.isKeyword('IN')) throw new SqlNotSimulatedError('FROM … IN');
  if (tokens.isSymbol('.') || tokens.isSymbol('[')) throw new SqlNotSimulatedError('FROM a path');
  const ends = ['WHERE', 'ORDER', 'GROUP', 'OFFSET', 'JOIN'].some((word) => tokens.isKeyword(word));
  const isNamed = tokens.keyword('AS') || (tokens.peek().kind === 'name' && !ends);
  const alias = isNamed ? tokens.expect('name') : collection;
  if (tokens.isKeyword('JOIN')) throw new SqlNotSimulatedError('JOIN');
  return alias;
}

function parseSelect(tokens: Tokens, alias: string): Expression {
  if (tokens.symbol('*')) return { kind: 'item' };
  if (tokens.keyword('VALUE')) return parseExpression(tokens, alias);
  const entries: [string, Expression][] = [];
  let unnamed = 0;
  do {
    const value = parseExpression(tokens, alias);
    const isNamed = tokens.keyword('AS') || (tokens.peek().kind === 'name' && !tokens.isKeyword('FROM'));
    const name = isNamed ? tokens.expect('name') : nameOf(value, alias);
    entries.push([name ?? `$${++unnamed}`, value]);
  } while (tokens.symbol(','));
  return { kind: 'object', entries };
}

function nameOf(value: Expression, alias: string): string | undefined {
  if (value.kind === 'item') return alias;
  if (value.kind !== 'property' || value.name.kind !== 'constant') return undefined;
  return typeof value.name.value === 'string' ? value.name.value : undefined;
}

function parseOrderBy(tokens: Tokens, alias: string): OrderKey[] {
  tokens.expectKeyword('BY');
  const keys: OrderKey[] = [];
  do {
    const by = parseExpression(tokens, alias);
    const descending = tokens.keyword('DESC');
    if (!descending) tokens.keyword('ASC');
    keys.push({ by, descending });
  } while (tokens.symbol(','));
  return keys;
}
