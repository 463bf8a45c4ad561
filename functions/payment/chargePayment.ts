import type { PaymentPorts } from './ports.js';
import type { ChargeOutcome, PaymentProvider } from './provider/paymentProvider.js';
import type { ChargeAnswer, ChargePayment } from './saga/steps.js';

/**
 * Activity: asks the provider for the money. After an attempt without an answer it first asks whether there is a charge
 * already, and nothing is charged once the customer wants out.
 */
export const chargePayment =
  ({ provider, cancelRequested, now }: Pick<PaymentPorts, 'provider' | 'cancelRequested' | 'now'>) =>
  async (charge: ChargePayment): Promise<ChargeAnswer> => {
    const { orderId, attempt } = charge;
    // The saga's first attempt follows the check of whoever started it.
    if (attempt > 1 && (await cancelRequested(orderId))) {
      return { outcome: 'withheld', at: now().toISOString(), cancelRequested: true };
    }
    const answer = attempt > 1 ? await chargeUnlessCharged(provider, charge) : await provider.charge(charge);
    const at = now().toISOString();
    return { ...answer, at, cancelRequested: answer.outcome === 'approved' && (await cancelRequested(orderId)) };
  };

async function chargeUnlessCharged(provider: PaymentProvider, charge: ChargePayment): Promise<ChargeOutcome> {
  const found = await provider.find(charge.orderId);
  if (found.outcome === 'none') return provider.charge(charge);
  if (found.outcome !== 'cancelled') return found;
  // Somebody gave the money back at the provider's: asking again would only repeat the old approval.
  return { outcome: 'declined', code: 'CANCELED_PAYMENT', message: `payment ${found.paymentId} was cancelled` };
}
