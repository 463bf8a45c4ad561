import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json.js';
import { evaluate } from './evaluate.js';
import { parseQuery } from './parseQuery.js';
import { SqlError } from './sqlError.js';

const ITEM = { n: 2, s: 'Toast', b: true, nil: null, list: [1, { a: 1, b: 2 }], nested: { x: { y: 'deep' } } };

/** What `expression` is worth for ITEM. */
function worth(expression: string, parameters: Record<string, JsonValue> = {}): unknown {
  const { select } = parseQuery(`SELECT VALUE ${expression} FROM c`);
  return evaluate(select, { item: ITEM, parameters: new Map(Object.entries(parameters)) });
}

const cases: [string, unknown][] = [
  // Precedence.
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 2 - 3', 5],
  ['-c.n + 1', -1],
  ['1 + 1 = 2 AND 2 < 3', true],
  ['true OR true AND false', true],
  ['NOT false AND false', false],
  ['NOT c.n = 3', true],
  ['c.n BETWEEN 1 AND 2 AND c.b', true],
  ['c.n NOT IN (1, 3)', true],
  ['c.n NOT BETWEEN 1 AND 3', false],
  // Undefined is neither true nor false, and spreads.
  ['c.missing = null', undefined],
  ['c.missing = c.missing', undefined],
  ['c.missing != 1', undefined],
  ['NOT c.missing', undefined],
  ['c.missing AND false', false],
  ['c.missing AND true', undefined],
  ['c.missing OR true', true],
  ['true OR c.missing', true],
  ['c.missing OR false', undefined],
  ['c.missing + 1', undefined],
  ['c.missing.deeper', undefined],
  ['IS_DEFINED(c.missing)', false],
  ['IS_DEFINED(c.nil)', true],
  ['undefined', undefined],
  // Values of different types are not equal, and have no order.
  ["c.n = '2'", false],
  ["c.n != '2'", true],
  ['c.s != null', true],
  ['NOT (c.nil = c.n)', true],
  ["c.n < '3'", undefined],
  ['c.nil = null', true],
  ['c.n IN (1, 2)', true],
  ["c.n IN ('2')", false],
  // Into objects and arrays.
  ['c.nested.x.y', 'deep'],
  ['c["nested"]["x"].y', 'deep'],
  ['c.list[1].a', 1],
  ['c.list[9]', undefined],
  ['c.list', ITEM.list],
  ["{'a': c.n, b: c.missing}", { a: 2 }],
  ['[c.n, c.missing, 3]', [2, 3]],
  ['c.list = [1, {"b": 2, "a": 1}]', true],
  // Literals.
  ["'it\\'s'", "it's"],
  ['"\\u0041\\n"', 'A\n'],
  ['1.5e2', 150],
  ['.5', 0.5],
  // Functions.
  ["STARTSWITH(c.s, 'toa')", false],
  ["startswith(c.s, 'toa', true)", true],
  ["ENDSWITH(c.s, 'st')", true],
  ["CONTAINS(c.n, 'st')", undefined],
  ["STRINGEQUALS(c.s, 'TOAST', true)", true],
  ['ARRAY_CONTAINS(c.list, {"a": 1})', false],
  ['ARRAY_CONTAINS(c.list, {"a": 1}, true)', true],
  ['ARRAY_CONTAINS(c.s, 1)', undefined],
  ['ARRAY_LENGTH(c.list)', 2],
  ['LENGTH(c.s)', 5],
  ['LOWER(c.s)', 'toast'],
  ['IS_OBJECT(c.list)', false],
];

it.each(cases)('%s', (expression, expected) => {
  expect(worth(expression)).toEqual(expected);
});

it('puts parameters in their place, and one that was not given is undefined', () => {
  expect(worth('@a + 1', { '@a': 2 })).toBe(3);
  expect(worth('@b')).toBeUndefined();
});

it('does not take inherited properties for an item’s own', () => {
  expect(worth('c.toString')).toBeUndefined();
  expect(worth('c.nested.constructor')).toBeUndefined();
});

it('names what it selects as the query does', () => {
  const names = (query: string) => {
    const { select } = parseQuery(query);
    return select.kind === 'object' ? select.entries.map(([name]) => name) : [];
  };
  expect(names('SELECT c.id, c.nested.x, c.n + 1, c.n AS m, c.n k, LENGTH(c.s), c FROM c')).toEqual([
    'id',
    'x',
    '$1',
    'm',
    'k',
    '$2',
    'c',
  ]);
});

it('may speak of properties that are called as keywords are', () => {
  const { where, orderBy } = parseQuery('SELECT c.from, c.order FROM c WHERE c.from = 1 ORDER BY c.select');
  expect([where?.kind, orderBy.length]).toEqual(['binary', 1]);
});

it('reads keywords in any case, and comments not at all', () => {
  expect(parseQuery('select * from c -- all\nwhere c.a = 1 order by c.b desc').orderBy).toHaveLength(1);
});

describe('a query that is none', () => {
  it.each([
    'SELECT',
    'SELECT * FROM',
    'SELECT * FROM c WHERE',
    'SELECT * FROM c WHERE c.a =',
    'SELECT * FROM c WHERE (c.a = 1',
    'SELECT * FROM c ORDER c.a',
    'SELECT * FROM c OFFSET 1',
    'SELECT * FROM c; DROP',
    'SELECT * FROM c WHERE x.a = 1',
    "SELECT * FROM c WHERE c.a = 'open",
    'SELECT COUNT() FROM c',
    'SELECT * FROM c WHERE COUNT(1) > 1',
  ])('is told from one that is: %s', (query) => {
    expect(() => parseQuery(query)).toThrow(SqlError);
  });

  it('is told with the place of the mistake', () => {
    expect(() => parseQuery('SELECT * FROM c WHERE = 1')).toThrow('"location":{"start":22,"end":23}');
  });
});
