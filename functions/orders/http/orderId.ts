import type { HttpRequest } from '@azure/functions';
import { Problem } from '../../shared/http/problem.js';

/** Every order's id looks like this; see `identity.ts`. */
const ORDER_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The order that the path names. @throws Problem `not-found` where no order can have such an id */
export function orderIdIn(request: HttpRequest): string {
  const { orderId = '' } = request.params;
  if (!ORDER_ID.test(orderId)) throw new Problem('not-found');
  return orderId;
}
