import { app, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { CONNECTIONS, ORDER_COMMANDS } from '../shared/entities.js';
import { restingWhenItFails, type Sleep } from '../shared/redelivery.js';
import { serve } from '../shared/step.js';
import { cancelOrder } from './cancelOrder.js';
import { closeCancellationWindow } from './closeCancellationWindow.js';
import { closeOrder } from './closeOrder.js';
import { confirmOrder } from './confirmOrder.js';
import { getMenu } from './getMenu.js';
import { getOrder } from './getOrder.js';
import { getTimeline } from './getTimeline.js';
import { handleOrderCommand } from './handleOrderCommand.js';
import * as steps from './messages.js';
import { placeOrder } from './placeOrder.js';
import type { OrderPorts, Sagas } from './ports.js';
import { recordPaymentAttempt } from './recordPaymentAttempt.js';

interface Needs extends OrderPorts {
  readonly sagas: (context: InvocationContext) => Sagas;
  readonly sleep: Sleep;
}

/** Every door into the orders context. */
export function registerOrders(ports: Needs): void {
  app.http('getMenu', { route: 'menu', methods: ['GET'], handler: getMenu() });
  app.http('placeOrder', { route: 'orders', methods: ['POST'], handler: placeOrder(ports) });
  app.http('getOrder', { route: 'orders/{orderId}', methods: ['GET'], handler: getOrder(ports) });
  app.http('cancelOrder', { route: 'orders/{orderId}/cancel', methods: ['POST'], handler: cancelOrder(ports) });
  app.http('getTimeline', { route: 'orders/{orderId}/timeline', methods: ['GET'], handler: getTimeline(ports) });

  app.serviceBusQueue('handleOrderCommand', {
    connection: CONNECTIONS.serviceBus,
    queueName: ORDER_COMMANDS,
    isSessionsEnabled: true,
    extraInputs: [df.input.durableClient()],
    handler: restingWhenItFails(handleOrderCommand(ports.orders, ports.sagas), ports.sleep),
  });

  serve(steps.recordPaymentAttempt, recordPaymentAttempt(ports));
  serve(steps.confirmOrder, confirmOrder(ports));
  serve(steps.closeOrder, closeOrder(ports));
  serve(steps.closeCancellationWindow, closeCancellationWindow(ports));
}
