import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { Problem } from '../../shared/http/problem.js';

/** Every order's id looks like this; see `identity.ts`. */
export const OrderId = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** The order that the path names. @throws Problem `not-found` where no order can have such an id */
export function orderIdIn(request: HttpRequest): string {
  const { success, data } = OrderId.safeParse(request.params.orderId);
  if (!success) throw new Problem('not-found');
  return data;
}
