import type { Admission } from '../payment/messages.js';
import type { Identify } from '../shared/http/caller.js';
import type { Publisher } from '../shared/publisher.js';
import type { RevisedDocuments } from '../shared/revisions.js';
import type { Order } from './messages.js';

export type Orders = RevisedDocuments<Order>;

/** The saga of an order, as the orders context needs it. */
export interface Sagas {
  /** Starts the saga of an order, unless it runs already. */
  start(order: Order): Promise<void>;
  /** Tells the saga that the customer wants out. A saga that is over ignores it. @throws where there is none yet */
  cancel(orderId: string): Promise<void>;
}

/** When the points of a payment were revoked; undefined where they were not. */
export type PointsRevokedAt = (customerId: string, paymentId: string) => Promise<string | undefined>;

export interface OrderPorts {
  readonly orders: Orders;
  readonly commands: Publisher;
  /** `by` is the order that asks. */
  readonly admission: (by: string) => Promise<Admission>;
  readonly pointsRevokedAt: PointsRevokedAt;
  readonly identify: Identify;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly cancellationWindowMs: number;
}
