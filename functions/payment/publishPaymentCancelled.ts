import type { PaymentCancelled } from './messages.js';
import type { PaymentPorts } from './ports.js';

/**
 * Activity: tells whoever subscribed that a payment was cancelled. Sending it twice is noticed by its id, which is made of
 * the order's: an order has one payment, and the provider's key for it may be longer than a message id.
 */
export const publishPaymentCancelled =
  ({ events }: Pick<PaymentPorts, 'events'>) =>
  async (cancelled: PaymentCancelled): Promise<null> => {
    await events.publish({
      messageId: `payment-cancelled-${cancelled.orderId}`,
      subject: cancelled.type,
      body: cancelled,
    });
    return null;
  };
