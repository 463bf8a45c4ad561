import * as z from 'zod';
import { CustomerId } from '../../shared/customerId.js';

/** Characters are counted, not UTF-16 code units. */
function text(most: number) {
  return z
    .string()
    .refine((value) => value.length > 0 && [...value].length <= most, `must have 1 to ${most} characters`)
    .meta({ minLength: 1, maxLength: most });
}

const Line = z.strictObject({
  menuId: text(100),
  quantity: z.int().min(1).max(99),
});

/** A segment of the provider's URL, where `.` and `..` are resolved away: the call would fail as if the provider had. */
const BillingKey = text(200).refine((key) => key !== '.' && key !== '..', 'is no billing key');

/** Body of POST /orders. Prices are the menu's, so the caller may not send them. */
export const PlaceOrderRequest = z.strictObject({
  customerId: CustomerId.optional(),
  lines: z
    .array(Line)
    .min(1)
    .max(20)
    .refine((lines) => new Set(lines.map(({ menuId }) => menuId)).size === lines.length, 'may name each menuId once'),
  deliveryAddress: text(200),
  billingKey: BillingKey,
});
export type PlaceOrderRequest = z.infer<typeof PlaceOrderRequest>;

/** Body of POST /orders/{orderId}/cancel. */
export const CancelOrderRequest = z.strictObject({ reason: text(200).optional() });
export type CancelOrderRequest = z.infer<typeof CancelOrderRequest>;

/** The header `Idempotency-Key`: visible ASCII. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters');
