import { endpoint } from '../shared/http/endpoint.js';
import { matchesEtag } from '../shared/http/etag.js';
import { Problem } from '../shared/http/problem.js';
import { refuseQuery } from '../shared/http/query.js';
import { orderIdIn } from './http/orderId.js';
import { orderResponse } from './http/orderResponse.js';
import { readSettling } from './http/settling.js';
import type { OrderPorts } from './ports.js';

/** GET /orders/{orderId} */
export const getOrder = ({ orders, identify }: Pick<OrderPorts, 'orders' | 'identify'>) =>
  endpoint(async (request) => {
    const caller = await identify(request);
    refuseQuery(request);
    const { order, applied } = await readSettling(orders, orderIdIn(request), request, caller);
    if (!order) throw new Problem('not-found');
    const headers = { etag: order.etag, ...applied };
    if (matchesEtag(request.headers.get('if-none-match'), order.etag)) return { status: 304, headers };
    return orderResponse(200, order.value, headers);
  });
