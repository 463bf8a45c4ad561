import { z } from 'zod';
import { CustomerId } from '../shared/customerId.js';
import { check } from '../shared/http/body.js';
import { requireAccess } from '../shared/http/caller.js';
import { endpoint } from '../shared/http/endpoint.js';
import { Problem } from '../shared/http/problem.js';
import { MyPointEntry } from './domain/myPoint.js';
import { continuationToken, positionOf } from './myPoint/continuation.js';
import type { MyPointPage } from './myPoint/view.js';
import type { PointsPorts } from './ports.js';

/** Query of GET /customers/{customerId}/points. */
export const MyPointQuery = z.object({
  customerId: CustomerId,
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(20),
  continuationToken: z.string().min(1).max(500).optional(),
});

/** A customer's points as the API shows them. */
export const MyPointResource = z.object({
  customerId: z.string(),
  balance: z.int(),
  accrued: z.int(),
  revoked: z.int(),
  entries: z.array(MyPointEntry.omit({ id: true, kind: true, customerId: true, position: true })),
  continuationToken: z.string().nullable(),
});
export type MyPointResource = z.infer<typeof MyPointResource>;

/** GET /customers/{customerId}/points: MyPoint, newest first. */
export const getMyPoint = ({ myPoints, identify }: Pick<PointsPorts, 'myPoints' | 'identify'>) =>
  endpoint(async (request) => {
    const caller = await identify(request);
    const query = check(MyPointQuery, { ...request.params, ...Object.fromEntries(request.query) });
    const { customerId, limit } = query;
    requireAccess(caller, customerId);
    const page = await myPoints.page(customerId, limit, startOf(customerId, query.continuationToken));
    return { jsonBody: myPointResource(page) };
  });

function startOf(customerId: string, token: string | undefined): string | undefined {
  const position = token === undefined ? undefined : positionOf(customerId, token);
  if (token !== undefined && position === undefined) {
    const errors = [{ path: 'continuationToken', message: 'was not issued for these points' }];
    throw new Problem('invalid-request', { errors });
  }
  return position;
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
    continuationToken: more && oldest ? continuationToken(customerId, oldest.position) : null,
  });
}
