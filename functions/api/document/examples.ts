import type { HealthResource } from '../../health/healthResource.js';
import type { MenuResource } from '../../orders/http/menuResource.js';
import type { OrderResource } from '../../orders/http/orderResource.js';
import type { CancelOrderRequest, PlaceOrderRequest } from '../../orders/http/requests.js';
import type { TimelineResource } from '../../orders/http/timelineResource.js';
import type { MyPointResource } from '../../points/http/myPointResource.js';
import type { ProblemBody } from '../../shared/http/problemBody.js';

const orderId = '3f0c1a52-9a4e-4d0b-8a67-5d1f0c2b7e91';
const paymentId = 'tviva20261122080000abcd1';

const Menu: MenuResource = {
  items: [{ menuId: 'bulgogi-rice', name: { ko: '불고기 덮밥', en: 'Bulgogi rice bowl' }, price: 9_000 }],
};

const PlaceOrder: PlaceOrderRequest = {
  customerId: 'kim',
  lines: [{ menuId: 'bulgogi-rice', quantity: 5 }],
  deliveryAddress: '서울시 종로구 1',
  billingKey: 'bk_ok',
};

const CancelOrder: CancelOrderRequest = { reason: '늦잠을 잤어요' };

const Order: OrderResource = {
  orderId,
  customerId: 'kim',
  status: 'confirmed',
  lines: [{ menuId: 'bulgogi-rice', quantity: 5, price: 9_000 }],
  amount: 5,
  totalPrice: 45_000,
  currency: 'KRW',
  deliveryAddress: '서울시 종로구 1',
  placedAt: '2026-11-22T08:00:00.000Z',
  updatedAt: '2026-11-22T08:00:00.420Z',
  payment: { paymentId, status: 'approved', approvedAt: '2026-11-22T08:00:00.000Z' },
  delivery: { deliveryId: `delivery-${orderId}`, status: 'started', startedAt: '2026-11-22T08:00:00.380Z' },
  points: { rate: 0.2, points: 9_000 },
  cancellableUntil: '2026-11-22T08:10:00.420Z',
  reason: null,
};

const Timeline: TimelineResource = {
  orderId,
  events: [
    { at: '2026-11-22T08:00:00.000Z', type: 'OrderPlaced', detail: {} },
    { at: '2026-11-22T08:00:00.300Z', type: 'PaymentAttempted', detail: { attempt: 1, outcome: 'approved' } },
    {
      at: '2026-11-22T08:00:00.300Z',
      type: 'PaymentApproved',
      detail: { paymentId, approvedAt: '2026-11-22T08:00:00.000Z' },
    },
    {
      at: '2026-11-22T08:00:00.380Z',
      type: 'DeliveryStarted',
      detail: { deliveryId: `delivery-${orderId}` },
    },
    { at: '2026-11-22T08:00:00.390Z', type: 'PointsAccrued', detail: { rate: 0.2, points: 9_000 } },
    { at: '2026-11-22T08:00:00.420Z', type: 'OrderConfirmed', detail: {} },
  ],
};

const MyPoint: MyPointResource = {
  customerId: 'kim',
  balance: 9_000,
  accrued: 9_000,
  revoked: 0,
  entries: [
    {
      orderId,
      paymentId,
      amount: 5,
      rate: 0.2,
      points: 9_000,
      status: 'accrued',
      accruedAt: '2026-11-22T08:00:00.390Z',
      revokedAt: null,
    },
  ],
  continuationToken: null,
};

const Health: HealthResource = { status: 'ok', payment: { circuit: 'closed', retryAfterSeconds: null } };

const Problem: ProblemBody = {
  type: 'urn:hearty-breakfast:problem:invalid-request',
  title: 'Invalid request',
  status: 400,
  detail: 'The request breaks a rule of the API.',
  errors: [{ path: 'lines.0.quantity', message: 'Too big: expected number to be <=99' }],
};

/** One true example of each schema. */
export const EXAMPLES = { Menu, PlaceOrder, CancelOrder, Order, Timeline, MyPoint, Health, Problem };
