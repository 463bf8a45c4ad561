import { update } from '../shared/documents.js';
import { readBody } from '../shared/http/body.js';
import { endpoint } from '../shared/http/endpoint.js';
import { Problem } from '../shared/http/problem.js';
import { refuseQuery } from '../shared/http/query.js';
import { cancellability, isSettled, markCancelling } from './domain/order.js';
import { requireAdmission } from './http/admission.js';
import { orderIdIn } from './http/orderId.js';
import { orderResponse } from './http/orderResponse.js';
import { CancelOrderRequest } from './http/requests.js';
import { requireOrder } from './http/requireOrder.js';
import { readSettling } from './http/settling.js';
import type { Order } from './messages.js';
import type { OrderPorts } from './ports.js';

type Ports = Pick<OrderPorts, 'orders' | 'commands' | 'admission' | 'identify' | 'now'>;

/**
 * POST /orders/{orderId}/cancel. The command is sent before the order is marked, so a crash between the two leaves no
 * order waiting for a cancellation that nobody carries out. The mark decides: an order that became final first stays.
 */
export const cancelOrder = (ports: Ports) =>
  endpoint(async (request) => {
    const caller = await ports.identify(request);
    refuseQuery(request);
    const { reason } = await readBody(request, CancelOrderRequest, { whenEmpty: {} });
    const orderId = orderIdIn(request);
    const found = await requireOrder(ports.orders, orderId, caller);

    const now = ports.now();
    switch (cancellability(found, now)) {
      case 'not-cancellable':
        throw new Problem('not-cancellable');
      case 'possible':
        await requireAdmission(ports, orderId);
        break;
      case 'underWay':
        if (found.status === 'cancelled') return orderResponse(200, found);
    }
    const marked = await sendCancellation(ports, orderId, (order) => markCancelling(order, now, reason ?? null));
    const { order, applied } = await readSettling(ports.orders, orderId, request, caller);
    const current = order?.value ?? marked;
    return orderResponse(isSettled(current) ? 200 : 202, current, applied);
  });

/** @throws Problem where the order can no longer be cancelled */
async function sendCancellation(
  { commands, orders }: Ports,
  orderId: string,
  mark: (order: Order) => Order,
): Promise<Order> {
  await commands.publish({
    messageId: `cancel-${orderId}`,
    sessionId: orderId,
    subject: 'CancelOrder',
    body: { type: 'CancelOrder', orderId },
  });
  const marked = await update(orders, orderId, orderId, mark);
  if (!marked) throw new Problem('not-found');
  if (marked.status === 'confirmed' || marked.status === 'rejected') throw new Problem('not-cancellable');
  return marked;
}
