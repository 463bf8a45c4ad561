import { update } from '../shared/documents.js';
import { callOff, neverToStart } from './domain/delivery.js';
import type { DeliveryPorts } from './ports.js';

/** Activity: calls a delivery off. Where none was started, none will be. */
export const callOffDelivery =
  ({ deliveries, now }: DeliveryPorts) =>
  async ({ orderId }: { orderId: string }): Promise<{ cancelledAt: string | null }> => {
    const calledOff = () => update(deliveries, orderId, orderId, (delivery) => callOff(delivery, now()));
    const delivery =
      (await calledOff()) ?? ((await deliveries.create(neverToStart(orderId, now()))) ? undefined : await calledOff());
    return { cancelledAt: delivery?.startedAt ? delivery.cancelledAt : null };
  };
