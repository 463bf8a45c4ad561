import { type Caller, requireAccess } from '../../shared/http/caller.js';
import { Problem } from '../../shared/http/problem.js';
import type { Order } from '../messages.js';
import type { Orders } from '../ports.js';

/** The order as it is stored. @throws Problem `not-found`, or `forbidden` where it is not the caller's to see */
export async function requireOrder(orders: Orders, orderId: string, caller: Caller): Promise<Order> {
  const found = await orders.read(orderId, orderId);
  if (!found) throw new Problem('not-found');
  requireAccess(caller, found.value.customerId);
  return found.value;
}
