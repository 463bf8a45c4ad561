/** An approved payment as the books hold it. Times are milliseconds since 1970. */
export interface Payment {
  readonly paymentKey: string;
  readonly transactionKey: string;
  readonly orderId: string;
  readonly orderName: string;
  /** KRW */
  readonly totalAmount: number;
  readonly approvedAt: number;
  readonly cancel: Cancel | null;
  /** How often the shop called about this order: charges, cancels and look-ups. */
  readonly requests: number;
}

export interface Cancel {
  readonly transactionKey: string;
  readonly reason: string;
  readonly canceledAt: number;
}

/** Version of the API that the answers follow. */
const API_VERSION = '2022-11-16';

/** The Payment object of Toss Payments, https://docs.tosspayments.com/reference#payment-객체 */
export function paymentObject({ cancel, ...payment }: Payment) {
  const balanceAmount = cancel ? 0 : payment.totalAmount;
  const vat = Math.round(balanceAmount / 11);
  const approvedAt = seoulTime(payment.approvedAt);
  return {
    mId: 'simulator',
    version: API_VERSION,
    type: 'BILLING',
    paymentKey: payment.paymentKey,
    lastTransactionKey: (cancel ?? payment).transactionKey,
    orderId: payment.orderId,
    orderName: payment.orderName,
    status: cancel ? 'CANCELED' : 'DONE',
    method: '카드',
    currency: 'KRW',
    country: 'KR',
    totalAmount: payment.totalAmount,
    balanceAmount,
    suppliedAmount: balanceAmount - vat,
    vat,
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    requestedAt: approvedAt,
    approvedAt,
    useEscrow: false,
    cultureExpense: false,
    isPartialCancelable: true,
    card: { amount: payment.totalAmount, number: '43301234****123*', cardType: '신용', ownerType: '개인' },
    cancels: cancel && [cancelObject(cancel, payment.totalAmount)],
    failure: null,
  };
}

function cancelObject({ transactionKey, reason, canceledAt }: Cancel, cancelAmount: number) {
  return {
    transactionKey,
    cancelReason: reason,
    cancelAmount,
    refundableAmount: 0,
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    canceledAt: seoulTime(canceledAt),
    cancelStatus: 'DONE',
    cancelRequestId: null,
  };
}

const SEOUL_MS = 9 * 3_600_000;

/** To the second, with Korea's offset: `2026-11-22T08:00:00+09:00` */
function seoulTime(time: number): string {
  return new Date(time + SEOUL_MS).toISOString().replace(/\.\d+Z$/, '+09:00');
}
