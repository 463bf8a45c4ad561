import type * as df from 'durable-functions';
import { type CloseOrder, closeOrder, type Order } from '../../orders/messages.js';
import { call, type Steps } from '../../shared/step.js';

/** How an order ends without a delivery; what is left out did not happen. */
export type Ending = Pick<CloseOrder, 'as' | 'reason'> & Partial<Omit<CloseOrder, 'order'>>;

const NOTHING_HAPPENED = { attempt: null, payment: null, refundedAt: null, deliveryCancelledAt: null };

export function* close(context: df.OrchestrationContext, order: Order, ending: Ending): Steps<void> {
  yield* call(context, closeOrder, { order, ...NOTHING_HAPPENED, ...ending });
}
