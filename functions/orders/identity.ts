import { createHash } from 'node:crypto';
import type { OrderRequest } from './domain/draftOrder.js';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The id of the order that a customer's Idempotency-Key stands for, shaped like a UUID. */
export function orderIdOf(customerId: string, idempotencyKey: string): string {
  const hash = sha256(`${customerId}:${idempotencyKey}`);
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

/** Equal for requests that ask for the same order. */
export function fingerprintOf({ customerId, lines, deliveryAddress, billingKey }: OrderRequest): string {
  const items = lines.map(({ menuId, quantity }) => [menuId, quantity]);
  return sha256(JSON.stringify([customerId, items, deliveryAddress, billingKey]));
}
