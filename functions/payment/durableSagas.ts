import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { CANCEL_ORDER, PAYMENT_SAGA, type PaymentSagaInput } from './messages.js';

/** The sagas, reached through the Durable client of one invocation. */
export function durableSagas(context: InvocationContext) {
  const client = df.getClient(context);
  return {
    /** Starts the saga of an order, unless it runs already. */
    async start(input: PaymentSagaInput): Promise<void> {
      try {
        await client.startNew(PAYMENT_SAGA, { instanceId: input.orderId, input });
      } catch (error) {
        // The platform refuses a second start with a plain error: it is fine if there is an instance.
        if (!(await exists(client, input.orderId))) throw error;
      }
    },

    /** Tells the saga that the customer wants out. A saga that is over ignores it. @throws where there is none */
    async cancel(orderId: string): Promise<void> {
      await client.raiseEvent(orderId, CANCEL_ORDER, {});
    },
  };
}

function exists(client: df.DurableClient, instanceId: string): Promise<boolean> {
  return client.getStatus(instanceId).then(
    () => true,
    () => false,
  );
}
