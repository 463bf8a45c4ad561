import type { PaymentPorts } from './ports.js';
import type { LookupOutcome } from './provider/paymentProvider.js';

/** Activity: asks the provider what became of an order's charge. */
export const findPayment =
  ({ provider }: Pick<PaymentPorts, 'provider'>) =>
  ({ orderId }: { orderId: string }): Promise<LookupOutcome> =>
    provider.find(orderId);
