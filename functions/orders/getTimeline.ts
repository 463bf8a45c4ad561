import { endpoint } from '../shared/http/endpoint.js';
import { refuseQuery } from '../shared/http/query.js';
import { orderIdIn } from './http/orderId.js';
import { requireOrder } from './http/requireOrder.js';
import { TimelineResource } from './http/timelineResource.js';
import type { Order, OrderEvent } from './messages.js';
import type { OrderPorts } from './ports.js';

type Ports = Pick<OrderPorts, 'orders' | 'identify' | 'pointsRevokedAt'>;

/** GET /orders/{orderId}/timeline: what happened to an order, oldest first. */
export const getTimeline = ({ orders, identify, pointsRevokedAt }: Ports) =>
  endpoint(async (request) => {
    const caller = await identify(request);
    refuseQuery(request);
    const orderId = orderIdIn(request);
    const order = await requireOrder(orders, orderId, caller);
    const events = [...order.events, ...(await revocation(order, pointsRevokedAt))];
    // Events of the same moment stay in the order in which they were recorded.
    events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    return { jsonBody: TimelineResource.parse({ orderId, events }) };
  });

async function revocation(order: Order, pointsRevokedAt: Ports['pointsRevokedAt']): Promise<OrderEvent[]> {
  const paymentId = order.payment?.paymentId;
  if (!paymentId || order.payment?.status !== 'cancelled' || !order.points) return [];
  const at = await pointsRevokedAt(order.customerId, paymentId);
  return at === undefined ? [] : [{ at, type: 'PointsRevoked', detail: { paymentId } }];
}
