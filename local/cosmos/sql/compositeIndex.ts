import { badRequest } from '../http/cosmosError.js';
import type { IndexingPolicy } from '../model/containerDefinition.js';
import type { Expression, OrderKey } from './ast.js';

type CompositeIndex = IndexingPolicy['compositeIndexes'][number];

/** Ordering by several keys needs an index made for them. @throws CosmosError 400 where the container has none */
export function requireCompositeIndex(orderBy: readonly OrderKey[], { compositeIndexes }: IndexingPolicy): void {
  if (orderBy.length < 2 || compositeIndexes.some((index) => serves(index, orderBy))) return;
  throw badRequest('The order by query does not have a corresponding composite index that it can be served from.');
}

/** The same paths, all in the index's direction or all against it. */
function serves(index: CompositeIndex, orderBy: readonly OrderKey[]): boolean {
  if (index.length !== orderBy.length) return false;
  const turned = orderBy.map(({ descending }, position) => descending !== (index[position]?.order === 'descending'));
  const isOneWay = turned.every((turn) => turn === turned[0]);
  return isOneWay && orderBy.every(({ by }, position) => pathOf(by) === index[position]?.path);
}

/** `c.a.b` as `/a/b`; undefined for what no index is about. */
function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'item') return '';
  if (expression.kind !== 'property' || expression.name.kind !== 'constant') return undefined;
  const parent = pathOf(expression.of);
  return parent === undefined ? undefined : `${parent}/${expression.name.value}`;
}
