import { CustomerId } from '../shared/customerId.js';
import { requireAccess } from '../shared/http/caller.js';
import { check } from '../shared/http/check.js';
import { endpoint } from '../shared/http/endpoint.js';
import { Problem } from '../shared/http/problem.js';
import { readQuery } from '../shared/http/query.js';
import { MyPointQuery } from './http/myPointQuery.js';
import { MyPointResource } from './http/myPointResource.js';
import { positionOf, tokenFor } from './myPoint/continuation.js';
import type { MyPointPage } from './myPoint/view.js';
import type { PointsPorts } from './ports.js';

/** GET /customers/{customerId}/points: MyPoint, newest first. */
export const getMyPoint = ({ myPoints, identify }: Pick<PointsPorts, 'myPoints' | 'identify'>) =>
  endpoint(async (request) => {
    const caller = await identify(request);
    const customerId = check(CustomerId, request.params.customerId, 'customerId');
    const { limit, continuationToken } = readQuery(request, MyPointQuery);
    requireAccess(caller, customerId);
    const page = await myPoints.page(customerId, limit, startOf(customerId, continuationToken));
    return { jsonBody: myPointResource(page) };
  });

function startOf(customerId: string, token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const position = positionOf(customerId, token);
  if (position !== undefined) return position;
  const errors = [{ path: 'continuationToken', message: 'was not issued for these points' }];
  throw new Problem('invalid-request', { errors });
}

function myPointResource({ summary, entries, more }: MyPointPage): MyPointResource {
  const { customerId, accrued, revoked } = summary;
  const oldest = entries.at(-1);
  return MyPointResource.parse({
    customerId,
    balance: accrued - revoked,
    accrued,
    revoked,
    entries,
    continuationToken: more && oldest ? tokenFor(customerId, oldest.position) : null,
  });
}
