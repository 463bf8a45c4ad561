import * as df from 'durable-functions';
import { callOffDelivery } from './callOffDelivery.js';
import type { DeliveryPorts } from './ports.js';
import { startDelivery } from './startDelivery.js';

/** Every door into the delivery context. */
export function registerDelivery(ports: DeliveryPorts): void {
  df.app.activity('startDelivery', { handler: startDelivery(ports) });
  df.app.activity('callOffDelivery', { handler: callOffDelivery(ports) });
}
