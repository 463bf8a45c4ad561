import type { PaymentPorts } from './ports.js';
import type { RefundOutcome } from './provider/paymentProvider.js';

/** Activity: asks the provider to give the money back. */
export const refundPayment =
  ({ provider }: Pick<PaymentPorts, 'provider'>) =>
  (refund: { orderId: string; paymentId: string; reason: string }): Promise<RefundOutcome> =>
    provider.refund(refund);
