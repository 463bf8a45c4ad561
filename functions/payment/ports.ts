import type { Publisher } from '../shared/publisher.js';
import type { PaymentProvider } from './provider/paymentProvider.js';

export interface PaymentPorts {
  readonly provider: PaymentProvider;
  /** Whether the customer wants out of the order. */
  readonly cancelRequested: (orderId: string) => Promise<boolean>;
  readonly events: Publisher;
  readonly now: () => Date;
}
