import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { Order } from '../orders/messages.js';
import type { PatienceConfig } from '../shared/config.js';
import { CANCEL_ORDER, PAYMENT_SAGA, type PaymentSagaInput } from './messages.js';

/** The sagas of orders, one per order under its id, reached through the Durable client of an invocation. */
export const durableSagas = (policy: PatienceConfig) => (context: InvocationContext) => {
  const client = df.getClient(context);
  return {
    /** Starts the saga of an order, unless it runs already. */
    async start(order: Order): Promise<void> {
      try {
        await client.startNew(PAYMENT_SAGA, { instanceId: order.orderId, input: sagaInput(order, policy) });
      } catch (error) {
        // The platform refuses a second start with a plain error: it is fine if there is an instance.
        if (!(await exists(client, order.orderId))) throw error;
      }
    },

    /** Tells the saga that the customer wants out. A saga that is over ignores it. @throws where there is none */
    async cancel(orderId: string): Promise<void> {
      await client.raiseEvent(orderId, CANCEL_ORDER, {});
    },
  };
};

function sagaInput(order: Order, policy: PatienceConfig): PaymentSagaInput {
  return { order, orderName: `든든한 아침식사 ${order.amount}개`, policy };
}

function exists(client: df.DurableClient, instanceId: string): Promise<boolean> {
  return client.getStatus(instanceId).then(
    () => true,
    () => false,
  );
}
