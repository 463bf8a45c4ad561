import * as df from 'durable-functions';
import { serve } from '../shared/step.js';
import { chargePayment } from './chargePayment.js';
import { findPayment } from './findPayment.js';
import { PAYMENT_SAGA } from './messages.js';
import { paymentSaga } from './paymentSaga.js';
import type { PaymentPorts } from './ports.js';
import { publishPaymentCancelled } from './publishPaymentCancelled.js';
import { refundPayment } from './refundPayment.js';
import * as steps from './saga/steps.js';

/** Every door into the payment context. */
export function registerPayment(ports: PaymentPorts): void {
  df.app.orchestration(PAYMENT_SAGA, paymentSaga);
  serve(steps.chargePayment, chargePayment(ports));
  serve(steps.findPayment, findPayment(ports));
  serve(steps.refundPayment, refundPayment(ports));
  serve(steps.publishPaymentCancelled, publishPaymentCancelled(ports));
}
