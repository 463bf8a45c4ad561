import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { check } from './check.js';
import { Problem } from './problem.js';

const NOTHING = z.strictObject({});

/**
 * The query, checked. It is read from the URL, since the platform folds repeated parameters into one value.
 *
 * @param schema of an object of strings; a parameter that it does not know is refused
 * @throws Problem `invalid-request`
 */
export function readQuery<T>(request: HttpRequest, schema: z.ZodType<T>): T {
  const parameters = [...new URL(request.url).searchParams];
  const names = parameters.map(([name]) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  if (repeated.length > 0) {
    const errors = [...new Set(repeated)].map((path) => ({ path, message: 'may come once' }));
    throw new Problem('invalid-request', { errors });
  }
  return check(schema, Object.fromEntries(parameters));
}

/** @throws Problem `invalid-request` where the URL has a query */
export function refuseQuery(request: HttpRequest): void {
  if (request.url.includes('?')) readQuery(request, NOTHING);
}
