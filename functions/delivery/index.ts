import { serve } from '../shared/step.js';
import { callOffDelivery } from './callOffDelivery.js';
import * as steps from './messages.js';
import type { DeliveryPorts } from './ports.js';
import { startDelivery } from './startDelivery.js';

/** Every door into the delivery context. */
export function registerDelivery(ports: DeliveryPorts): void {
  serve(steps.startDelivery, startDelivery(ports));
  serve(steps.callOffDelivery, callOffDelivery(ports));
}
