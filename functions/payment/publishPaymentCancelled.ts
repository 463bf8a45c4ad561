import type { PaymentCancelled } from './messages.js';
import type { PaymentPorts } from './ports.js';

/** Activity: tells whoever subscribed that a payment was cancelled. Sending it twice is noticed by its id. */
export const publishPaymentCancelled =
  ({ events }: Pick<PaymentPorts, 'events'>) =>
  async (cancelled: PaymentCancelled): Promise<null> => {
    await events.publish({
      messageId: `payment-cancelled-${cancelled.paymentId}`,
      subject: cancelled.type,
      body: cancelled,
    });
    return null;
  };
