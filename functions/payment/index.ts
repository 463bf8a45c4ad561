import * as df from 'durable-functions';
import { chargePayment } from './chargePayment.js';
import { findPayment } from './findPayment.js';
import { PAYMENT_SAGA } from './messages.js';
import { paymentSaga } from './paymentSaga.js';
import type { PaymentPorts } from './ports.js';
import { publishPaymentCancelled } from './publishPaymentCancelled.js';
import { refundPayment } from './refundPayment.js';

/** Every door into the payment context. */
export function registerPayment(ports: PaymentPorts): void {
  df.app.orchestration(PAYMENT_SAGA, paymentSaga);
  df.app.activity('chargePayment', { handler: chargePayment(ports) });
  df.app.activity('findPayment', { handler: findPayment(ports) });
  df.app.activity('refundPayment', { handler: refundPayment(ports) });
  df.app.activity('publishPaymentCancelled', { handler: publishPaymentCancelled(ports) });
}
