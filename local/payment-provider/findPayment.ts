import { refusal } from './answer.js';
import { type Operation, only } from './operation.js';
import { paymentObject } from './payment.js';

/** `GET /v1/payments/orders/{orderId}`: looks a payment up by its order. A declined charge leaves none. */
export const findPayment: Operation = {
  method: 'GET',
  path: /^\/v1\/payments\/orders\/([^/]+)$/,

  orderOf: (_, { subject }) => subject,

  run(books, { subject: orderId }) {
    const payment = books.ofOrder(orderId);
    return only(payment ? { status: 200, body: paymentObject(payment) } : refusal('NOT_FOUND_PAYMENT'));
  },
};
