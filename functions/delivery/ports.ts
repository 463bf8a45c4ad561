import type { Documents } from '../shared/documents.js';
import type { Delivery } from './domain/delivery.js';

export interface DeliveryPorts {
  readonly deliveries: Documents<Delivery>;
  readonly now: () => Date;
}
