import type { HttpRequest, InvocationContext } from '@azure/functions';
import { readBody } from '../shared/http/body.js';
import { type Caller, requireAccess } from '../shared/http/caller.js';
import { check } from '../shared/http/check.js';
import { endpoint } from '../shared/http/endpoint.js';
import { Problem } from '../shared/http/problem.js';
import { refuseQuery } from '../shared/http/query.js';
import { draftOrder, type OrderRequest, priceLines } from './domain/draftOrder.js';
import { MENU } from './domain/menu.js';
import { isSettled } from './domain/order.js';
import { requireAdmission } from './http/admission.js';
import { orderResponse } from './http/orderResponse.js';
import { IdempotencyKey, PlaceOrderRequest } from './http/requests.js';
import { readSettling, type Settling } from './http/settling.js';
import { fingerprintOf, orderIdOf } from './identity.js';
import type { Order } from './messages.js';
import type { OrderPorts } from './ports.js';

type Ports = Pick<OrderPorts, 'orders' | 'commands' | 'admission' | 'identify' | 'now' | 'newId'>;

/**
 * POST /orders. The command is published before the order is stored, so a crash between the two loses nothing: whoever
 * finds the order missing stores it, and sending the same order twice is noticed by its id.
 */
export const placeOrder = (ports: Ports) =>
  endpoint(async (request, context) => {
    const caller = await ports.identify(request);
    refuseQuery(request);
    const wanted = orderRequest(await readBody(request, PlaceOrderRequest), caller);
    const key = idempotencyKey(request);
    const orderId = key === undefined ? ports.newId() : orderIdOf(wanted.customerId, key);
    const known = key === undefined ? undefined : await ports.orders.read(orderId, orderId);
    if (known) return repeated(known.value, wanted, ports, request, caller);

    const lines = pricedLines(wanted);
    await requireAdmission(ports, orderId);
    const draft = draftOrder(wanted, lines, {
      orderId,
      fingerprint: fingerprintOf(wanted),
      requestId: ports.newId(),
      now: ports.now(),
    });
    await ports.commands.publish({
      messageId: orderId,
      sessionId: orderId,
      subject: 'PlaceOrder',
      body: { type: 'PlaceOrder', order: draft, unique: key === undefined },
    });
    const faster = await store(draft, key, ports, context);
    if (faster) return repeated(faster, wanted, ports, request, caller);
    return accepted(draft, ports, request, context, caller);
  });

/**
 * Stores a published order. Without a key nothing can stand in its way, and whoever finds it missing stores it: a fault
 * is no reason to refuse what was taken, and would have the customer order a second breakfast.
 *
 * @returns the order that an equal or another request with the same key placed first
 */
async function store(
  draft: Order,
  key: string | undefined,
  { orders }: Ports,
  context: InvocationContext,
): Promise<Order | undefined> {
  if (key === undefined) {
    await orders.create(draft).catch((error) => context.warn(`order ${draft.orderId} is to be stored later:`, error));
    return undefined;
  }
  if (await orders.create(draft)) return undefined;
  const stored = (await orders.read(draft.orderId, draft.orderId))?.value;
  // Or else it was the command's own handler that was faster.
  return stored?.requestId === draft.requestId ? undefined : stored;
}

function orderRequest({ customerId, ...rest }: PlaceOrderRequest, caller: Caller): OrderRequest {
  const customer = customerId ?? caller.customerId;
  if (customer === undefined) {
    throw new Problem('invalid-request', { errors: [{ path: 'customerId', message: 'is needed' }] });
  }
  requireAccess(caller, customer);
  return { customerId: customer, ...rest };
}

function idempotencyKey(request: HttpRequest): string | undefined {
  const header = request.headers.get('idempotency-key');
  return header === null ? undefined : check(IdempotencyKey, header, 'Idempotency-Key');
}

function pricedLines(wanted: OrderRequest): Order['lines'] {
  const priced = priceLines(wanted.lines, MENU);
  if (priced.accepted) return priced.value;
  const errors = priced.refusal.unknownLines.map((line) => ({
    path: `lines.${line}.menuId`,
    message: 'is not on the menu',
  }));
  throw new Problem('invalid-request', { errors });
}

const NOT_READ: Settling = { order: undefined, applied: {} };

async function settled(draft: Order, { orders }: Ports, request: HttpRequest, caller: Caller): Promise<Settling> {
  if (request.headers.get('prefer') === null) return NOT_READ;
  return readSettling(orders, draft.orderId, request, caller, 'later');
}

const locationOf = ({ orderId }: Order) => ({ location: `/api/orders/${orderId}` });

async function accepted(draft: Order, ports: Ports, request: HttpRequest, context: InvocationContext, caller: Caller) {
  const { order, applied } = await settled(draft, ports, request, caller).catch((error): Settling => {
    context.warn(`order ${draft.orderId} cannot be read yet:`, error);
    return NOT_READ;
  });
  const current = order?.value ?? draft;
  return orderResponse(isSettled(current) ? 201 : 202, current, { ...locationOf(draft), ...applied });
}

/** The key was seen before: the order as it is now, if it is the one that is wanted. */
async function repeated(known: Order, wanted: OrderRequest, ports: Ports, request: HttpRequest, caller: Caller) {
  if (known.fingerprint !== fingerprintOf(wanted)) throw new Problem('idempotency-key-reused');
  const { order, applied } = await readSettling(ports.orders, known.orderId, request, caller);
  return orderResponse(200, order?.value ?? known, { ...locationOf(known), ...applied });
}
