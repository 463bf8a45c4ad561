import { accept, type Result, refuse } from '../../shared/result.js';
import type { Order } from '../messages.js';
import type { MenuItem } from './menu.js';

export interface OrderRequest {
  readonly customerId: string;
  readonly lines: readonly { readonly menuId: string; readonly quantity: number }[];
  readonly deliveryAddress: string;
  readonly billingKey: string;
}

/** Positions (from 0) of lines whose dish is not on the menu. */
export interface NotOnTheMenu {
  readonly unknownLines: readonly number[];
}

/** What the request leaves open. */
export interface Circumstances {
  readonly orderId: string;
  readonly fingerprint: string;
  readonly requestId: string;
  readonly now: Date;
}

/** The lines of a request with their prices, from the menu. */
export function priceLines(
  lines: OrderRequest['lines'],
  menu: readonly MenuItem[],
): Result<Order['lines'], NotOnTheMenu> {
  const priceOf = new Map(menu.map(({ menuId, price }) => [menuId, price]));
  const unknownLines = lines.flatMap(({ menuId }, index) => (priceOf.has(menuId) ? [] : [index]));
  if (unknownLines.length > 0) return refuse({ unknownLines });
  return accept(lines.map(({ menuId, quantity }) => ({ menuId, quantity, price: priceOf.get(menuId) ?? 0 })));
}

/** The order that a request asks for. @param lines as priced */
export function draftOrder(
  request: OrderRequest,
  lines: Order['lines'],
  { orderId, fingerprint, requestId, now }: Circumstances,
): Order {
  const placedAt = now.toISOString();
  return {
    id: orderId,
    revision: 0,
    orderId,
    customerId: request.customerId,
    status: 'placed',
    lines,
    amount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    totalPrice: lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0),
    deliveryAddress: request.deliveryAddress,
    billingKey: request.billingKey,
    fingerprint,
    requestId,
    placedAt,
    updatedAt: placedAt,
    payment: null,
    delivery: null,
    points: null,
    cancellableUntil: null,
    reason: null,
    final: false,
    events: [{ at: placedAt, type: 'OrderPlaced', detail: {} }],
  };
}
