import { attempting } from '../shared/step.js';
import { start } from './domain/delivery.js';
import type { StartedDelivery } from './messages.js';
import type { DeliveryPorts } from './ports.js';

/** Activity: sends the breakfast on its way. A second run finds the delivery of the first. */
export const startDelivery = ({ deliveries, now }: DeliveryPorts) =>
  attempting(
    async ({ orderId, deliveryAddress }: { orderId: string; deliveryAddress: string }): Promise<StartedDelivery> => {
      const delivery = start(orderId, deliveryAddress, now());
      const started = (await deliveries.create(delivery)) ? delivery : (await deliveries.read(orderId, orderId))?.value;
      if (!started?.startedAt) throw new Error(`the delivery of order ${orderId} was called off before it started`);
      return { deliveryId: started.deliveryId, startedAt: started.startedAt };
    },
  );
