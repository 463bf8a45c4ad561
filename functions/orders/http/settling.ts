import type { HttpRequest } from '@azure/functions';
import type { Versioned } from '../../shared/documents.js';
import { pollUntil, preferredWaitSeconds } from '../../shared/http/preferWait.js';
import { isSettled } from '../domain/order.js';
import type { Order } from '../messages.js';
import type { Orders } from '../ports.js';

/** What waiting for an order brought. `applied` names the granted preference where the order settled in time. */
export interface Settling {
  readonly order: Versioned<Order> | undefined;
  readonly applied: Record<string, string>;
}

/** Reads an order, and goes on reading while it is unsettled for as long as `Prefer: wait=N` asks. */
export async function readSettling(orders: Orders, orderId: string, request: HttpRequest): Promise<Settling> {
  const seconds = preferredWaitSeconds(request.headers.get('prefer'));
  const read = () => orders.read(orderId, orderId);
  if (seconds === undefined) return { order: await read(), applied: {} };
  const order = await pollUntil(read, (current) => !current || isSettled(current.value), seconds);
  const settled = order && isSettled(order.value);
  return { order, applied: settled ? { 'preference-applied': `wait=${seconds}` } : {} };
}
