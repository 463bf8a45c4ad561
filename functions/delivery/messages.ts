import { type Attempt, step } from '../shared/step.js';

/** What others may know of the delivery context: the steps that the saga asks of it. */

export interface StartedDelivery {
  readonly deliveryId: string;
  readonly startedAt: string;
}

export const startDelivery = step<{ orderId: string; deliveryAddress: string }, Attempt<StartedDelivery>>(
  'startDelivery',
);

/** `cancelledAt` is null where there was nothing to call off. */
export const callOffDelivery = step<{ orderId: string }, { cancelledAt: string | null }>('callOffDelivery');
