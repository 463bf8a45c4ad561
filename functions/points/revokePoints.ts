import type { ServiceBusTopicHandler } from '@azure/functions';
import { PaymentCancelled } from '../payment/messages.js';
import { update } from '../shared/documents.js';
import { neverToAccrue, revoke } from './domain/ledgerEntry.js';
import type { PointsPorts } from './ports.js';

/** Subscriber of PaymentCancelled: takes the points of the payment back, or makes sure that there never will be any. */
export const revokePoints =
  ({ ledger, now }: Pick<PointsPorts, 'ledger' | 'now'>): ServiceBusTopicHandler =>
  async (message) => {
    const { paymentId, orderId, customerId } = PaymentCancelled.parse(message);
    const revoked = () => update(ledger, paymentId, customerId, (entry) => revoke(entry, now()));
    if (await revoked()) return;
    const stands = await ledger.create(neverToAccrue({ paymentId, orderId, customerId }, now()));
    if (!stands) await revoked();
  };
