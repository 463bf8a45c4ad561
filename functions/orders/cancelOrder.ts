import { update } from '../shared/documents.js';
import { readBody } from '../shared/http/body.js';
import { requireAccess } from '../shared/http/caller.js';
import { endpoint } from '../shared/http/endpoint.js';
import { Problem } from '../shared/http/problem.js';
import { refuseQuery } from '../shared/http/query.js';
import { isSettled, requestCancellation } from './domain/order.js';
import { requireAdmission } from './http/admission.js';
import { orderIdIn } from './http/orderId.js';
import { orderResponse } from './http/orderResponse.js';
import { CancelOrderRequest } from './http/requests.js';
import { readSettling } from './http/settling.js';
import type { Order } from './messages.js';
import type { OrderPorts } from './ports.js';

type Ports = Pick<OrderPorts, 'orders' | 'commands' | 'admission' | 'identify' | 'now'>;

/**
 * POST /orders/{orderId}/cancel. The order is marked before the command is sent, so that the end of the cancellation
 * window and this request cannot both win; a mark whose command was lost is found when the window ends.
 */
export const cancelOrder = (ports: Ports) =>
  endpoint(async (request) => {
    const caller = await ports.identify(request);
    refuseQuery(request);
    const { reason } = await readBody(request, CancelOrderRequest, { whenEmpty: {} });
    const orderId = orderIdIn(request);
    const found = await ports.orders.read(orderId, orderId);
    if (!found) throw new Problem('not-found');
    requireAccess(caller, found.value.customerId);

    const cancelled = (order: Order) => cancellation(order, ports.now(), reason ?? null);
    if (cancelled(found.value) !== found.value) await requireAdmission(ports, orderId);
    const marked = await update(ports.orders, orderId, orderId, cancelled);
    if (!marked) throw new Problem('not-found');
    if (marked.status === 'cancelled') return orderResponse(200, marked);
    await ports.commands.publish({
      messageId: `cancel-${orderId}`,
      sessionId: orderId,
      subject: 'CancelOrder',
      body: { type: 'CancelOrder', orderId },
    });
    const { order, applied } = await readSettling(ports.orders, orderId, request, caller);
    const current = order?.value ?? marked;
    return orderResponse(isSettled(current) ? 200 : 202, current, applied);
  });

/** @throws Problem where the order can no longer be cancelled */
function cancellation(order: Order, now: Date, reason: string | null): Order {
  const decision = requestCancellation(order, now, reason);
  if (!decision.accepted) throw new Problem(decision.refusal);
  return decision.value;
}
