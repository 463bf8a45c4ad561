import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { NotSimulatedError } from '../notSimulated.js';
import { refusal } from './answer.js';
import { type Operation, only } from './operation.js';
import { type Payment, paymentObject } from './payment.js';

/** The stored card that is declined for good; every other one is good. */
const DECLINED = 'bk_declined';

/** Limits of Toss Payments, except that a one-letter customerKey passes (they want two). */
const ChargeRequest = z.object({
  customerKey: z.string().regex(/^[\w\-=.@]{1,300}$/),
  amount: z.int().positive(),
  orderId: z.string().regex(/^[\w-]{6,64}$/),
  orderName: z.string().min(1).max(100),
});

/** KRW */
const SMALLEST_AMOUNT = 100;

const NOT_IMITATED = ['taxFreeAmount', 'taxExemptionAmount', 'cardInstallmentPlan'];

/** `POST /v1/billing/{billingKey}`: charges a stored card. */
export const chargeBillingKey: Operation = {
  method: 'POST',
  path: /^\/v1\/billing\/([^/]+)$/,

  orderOf: (_, { body }) => ChargeRequest.safeParse(body).data?.orderId,

  run(books, { subject: billingKey, body, now }) {
    const parsed = ChargeRequest.safeParse(body);
    if (!parsed.success) return only(refusal('INVALID_REQUEST', String(parsed.error.issues[0]?.path.join('.'))));
    const unknown = NOT_IMITATED.find((field) => field in (body as object));
    if (unknown) throw new NotSimulatedError(`payment provider: ${unknown}`);

    const { amount, orderId, orderName } = parsed.data;
    if (amount < SMALLEST_AMOUNT) return only(refusal('BELOW_MINIMUM_AMOUNT'));
    if (books.ofOrder(orderId)) return only(refusal('DUPLICATED_ORDER_ID'));
    if (billingKey === DECLINED) return only(refusal('REJECT_CARD_COMPANY'));

    const payment: Payment = {
      paymentKey: `pay_${randomUUID().replaceAll('-', '')}`,
      transactionKey: randomUUID(),
      orderId,
      orderName,
      totalAmount: amount,
      approvedAt: now,
      cancel: null,
      requests: 0,
    };
    return { answer: { status: 200, body: paymentObject(payment) }, changes: [books.enter(payment)] };
  },
};
