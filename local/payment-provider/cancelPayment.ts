import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { NotSimulatedError } from '../notSimulated.js';
import { refusal } from './answer.js';
import { type Operation, only } from './operation.js';
import { type Payment, paymentObject } from './payment.js';

const CancelRequest = z.object({ cancelReason: z.string().min(1).max(200) });

/** `POST /v1/payments/{paymentKey}/cancel`: gives a whole payment back. */
export const cancelPayment: Operation = {
  method: 'POST',
  path: /^\/v1\/payments\/([^/]+)\/cancel$/,

  orderOf: (books, { subject }) => books.ofKey(subject)?.orderId,

  run(books, { subject: paymentKey, body, now }) {
    const parsed = CancelRequest.safeParse(body);
    if (!parsed.success) return only(refusal('INVALID_REQUEST', 'cancelReason'));
    if ('cancelAmount' in (body as object)) throw new NotSimulatedError('payment provider: partial cancels');

    const payment = books.ofKey(paymentKey);
    if (!payment) return only(refusal('NOT_FOUND_PAYMENT'));
    if (payment.cancel) return only(refusal('ALREADY_CANCELED_PAYMENT'));

    const cancelled: Payment = {
      ...payment,
      cancel: { transactionKey: randomUUID(), reason: parsed.data.cancelReason, canceledAt: now },
    };
    return { answer: { status: 200, body: paymentObject(cancelled) }, changes: [books.enter(cancelled)] };
  },
};
