import type { Item } from '../model/item.js';
import { isFullPage } from '../model/page.js';
import type { Query } from './ast.js';
import { Candidate } from './candidate.js';
import type { Cursor } from './cursor.js';
import { evaluate } from './evaluate.js';
import { compareRows, orderRows, type Row } from './orderRows.js';
import { SqlError } from './sqlError.js';
import type { Parameters } from './values.js';

export interface QueryPage {
  /** JSON texts. */
  readonly documents: readonly string[];
  /** Items on this page, or aggregated. */
  readonly loaded: number;
  /** Undefined on the last page. */
  readonly next?: Cursor;
}

/**
 * One page of a query.
 *
 * @param items in the order of their numbers
 * @param after where the page before ended
 */
export function runQuery(
  query: Query,
  parameters: Parameters,
  items: Iterable<Item>,
  pageSize: number,
  after?: Cursor,
): QueryPage {
  const left = after && query.orderBy.length === 0 ? numberedAfter(items, after.number) : items;
  const matches = matching(query, parameters, left);
  if (query.aggregates) return aggregate(query, parameters, matches);

  const rows = query.orderBy.length > 0 ? orderRows(query.orderBy, matches, parameters) : unordered(matches);
  const offset = after ? 0 : count(query, 'offset', parameters, 0);
  const returned = after?.returned ?? 0;
  const limit = count(query, 'limit', parameters, Number.POSITIVE_INFINITY) - returned;
  const documents: string[] = [];
  let length = 0;
  let loaded = 0;
  let last: Row | undefined;
  for (const row of slice(rowsAfter(rows, query, after), offset, limit)) {
    if (last && isFullPage(loaded, length, pageSize)) {
      const { number, orderedBy } = last;
      return { documents, loaded, next: { number, orderedBy, returned: returned + loaded } };
    }
    const document = project(query, parameters, row.candidate);
    if (document !== undefined) documents.push(document);
    length += document?.length ?? 0;
    loaded++;
    last = row;
  }
  return { documents, loaded };
}

function* rowsAfter(rows: Iterable<Row>, { orderBy }: Query, after: Cursor | undefined): Generator<Row> {
  for (const row of rows) if (!after || compareRows(orderBy, row, after) > 0) yield row;
}

function* slice(rows: Iterable<Row>, offset: number, limit: number): Generator<Row> {
  let index = 0;
  for (const row of rows) {
    if (index >= offset + limit) return;
    if (index++ >= offset) yield row;
  }
}

/** Without an order pages follow the numbers: what earlier ones have seen need not be looked at again. */
function* numberedAfter(items: Iterable<Item>, number: number): Generator<Item> {
  for (const item of items) if (item.number > number) yield item;
}

function* matching({ where }: Query, parameters: Parameters, items: Iterable<Item>): Generator<Candidate> {
  for (const item of items) {
    const candidate = new Candidate(item);
    if (!where || evaluate(where, { item: candidate.body, parameters }) === true) yield candidate;
  }
}

function* unordered(candidates: Iterable<Candidate>): Generator<Row> {
  for (const candidate of candidates) yield { candidate, number: candidate.item.number, orderedBy: [] };
}

function aggregate({ select }: Query, parameters: Parameters, matches: Iterable<Candidate>): QueryPage {
  const rows = [...matches].map(({ body }) => body);
  const value = evaluate(select, { item: rows[0], parameters, rows });
  return { documents: value === undefined ? [] : [JSON.stringify(value)], loaded: rows.length };
}

function project({ select }: Query, parameters: Parameters, candidate: Candidate): string | undefined {
  if (select.kind === 'item') return candidate.item.json;
  const value = evaluate(select, { item: candidate.body, parameters });
  return value === undefined ? undefined : JSON.stringify(value);
}

/** What OFFSET, LIMIT or TOP says. */
function count(query: Query, part: 'offset' | 'limit', parameters: Parameters, without: number): number {
  const expression = query[part];
  if (!expression) return without;
  const value = evaluate(expression, { item: undefined, parameters });
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new SqlError('TOP, OFFSET and LIMIT need a whole number that is not negative.', 0, 0);
}
