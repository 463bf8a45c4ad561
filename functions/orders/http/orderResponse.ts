import type { Answer } from '../../shared/http/answer.js';
import { isSettled } from '../domain/order.js';
import type { Order } from '../messages.js';
import { orderResource } from './orderResource.js';

/** Seconds after which it makes sense to look at an unsettled order again. */
const LOOK_AGAIN_SECONDS = 1;

/** An answer that shows an order; while it is not settled, with the advice to come back. */
export function orderResponse(status: number, order: Order, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { ...(!isSettled(order) && { 'retry-after': String(LOOK_AGAIN_SECONDS) }), ...headers },
    jsonBody: orderResource(order),
  };
}
