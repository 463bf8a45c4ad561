import type { Shop } from './shop.js';
import { until } from './until.js';

/** Waits until the order's timeline shows an attempt that ended so. */
export async function attemptSeen(shop: Shop, orderId: string, outcome: string): Promise<void> {
  await until(`an attempt of ${orderId} that ended ${outcome}`, async () => {
    const { body } = await shop.call<{ events: { type: string; detail: { outcome?: string } }[] }>(
      'GET',
      `/orders/${orderId}/timeline`,
    );
    return body.events.some(({ type, detail }) => type === 'PaymentAttempted' && detail.outcome === outcome);
  });
}
