import type { HttpRequest } from '@azure/functions';
import type { Versioned } from '../../shared/documents.js';
import { type Caller, requireAccess } from '../../shared/http/caller.js';
import { pollUntil } from '../../shared/http/pollUntil.js';
import { preferredWaitSeconds } from '../../shared/http/prefer.js';
import { isSettled } from '../domain/order.js';
import type { Order } from '../messages.js';
import type { Orders } from '../ports.js';

/** What waiting for an order brought. `applied` names the granted preference where the order settled in time. */
export interface Settling {
  readonly order: Versioned<Order> | undefined;
  readonly applied: Record<string, string>;
}

/** An order that is not there is nothing to wait for. */
function settledAt(found: Versioned<Order> | undefined): number | undefined {
  if (!found) return Date.now();
  return isSettled(found.value) ? Date.parse(found.value.updatedAt) : undefined;
}

/**
 * Reads an order, and goes on reading while it is unsettled for as long as `Prefer: wait=N` asks. One that was stored
 * just now is read `later`.
 *
 * @throws Problem `forbidden`, before any waiting, where the order is not the caller's to see
 */
export async function readSettling(
  orders: Orders,
  orderId: string,
  request: HttpRequest,
  caller: Caller,
  begin?: 'later',
): Promise<Settling> {
  const read = async () => {
    const found = await orders.read(orderId, orderId);
    if (found) requireAccess(caller, found.value.customerId);
    return found;
  };
  const seconds = preferredWaitSeconds(request.headers.get('prefer'));
  if (seconds === undefined) return { order: await read(), applied: {} };
  const order = await pollUntil(read, settledAt, seconds, begin);
  const settled = order && isSettled(order.value);
  return { order, applied: settled ? { 'preference-applied': `wait=${seconds}` } : {} };
}
