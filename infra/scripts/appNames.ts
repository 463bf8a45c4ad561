import { PaymentCancelled } from '../../functions/payment/messages.js';
import {
  CONNECTIONS,
  CONTAINERS,
  DATABASE,
  ORDER_COMMANDS,
  PAYMENT_EVENTS,
  POINTS_SUBSCRIPTION,
} from '../../functions/shared/entities.js';

/** What infra/app.json tells Bicep: the names that the code goes by. */
export const appNames = {
  connections: CONNECTIONS,
  queue: ORDER_COMMANDS,
  topic: PAYMENT_EVENTS,
  subscription: POINTS_SUBSCRIPTION,
  subject: PaymentCancelled.shape.type.value,
  database: DATABASE,
  containers: CONTAINERS,
};

/** The text of infra/app.json. */
export const appNamesJson = `${JSON.stringify(appNames, undefined, 2)}\n`;
