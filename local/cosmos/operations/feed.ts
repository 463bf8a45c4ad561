import type { IncomingHttpHeaders } from 'node:http';
import { MINIMUM } from '../charges/table.js';
import { badRequest } from '../http/cosmosError.js';
import type { Answer } from '../http/operation.js';

/** The page size where the caller names none. */
const DEFAULT_MAX_ITEMS = 100;

/** -1 leaves it to the service, which then ends a page by its length only. */
export function maxItemCount(headers: IncomingHttpHeaders): number {
  const header = headers['x-ms-max-item-count'];
  if (header === undefined) return DEFAULT_MAX_ITEMS;
  const count = Number(header);
  if (count === -1) return Number.POSITIVE_INFINITY;
  if (!Number.isInteger(count) || count < 1) throw badRequest('Invalid value for x-ms-max-item-count.');
  return count;
}

/** A page of resources given as JSON texts. */
export function feed(name: string, rid: string, resources: readonly string[], continuation?: string) {
  return {
    status: 200,
    body: `{"_rid":${JSON.stringify(rid)},"${name}":[${resources.join(',')}],"_count":${resources.length}}`,
    charge: MINIMUM,
    headers: {
      'x-ms-item-count': String(resources.length),
      ...(continuation !== undefined && { 'x-ms-continuation': continuation }),
    },
  } satisfies Answer;
}
