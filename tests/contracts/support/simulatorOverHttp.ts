import { expect, onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock.js';
import { silentLog } from '../../../local/log.js';
import { startPaymentProvider } from '../../../local/payment-provider/paymentProvider.js';
import { MemoryStore } from '../../../local/storage/memoryStore.js';
import type { Store } from '../../../local/storage/store.js';

interface Sent {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The simulator of the payment provider, and plain HTTP to talk to it. */
export async function startSimulator(store: Store = new MemoryStore(), clock = new Clock()) {
  const simulator = await startPaymentProvider({ port: 0, store, clock, log: silentLog, secretKey: 'test_sk_shop' });
  onTestFinished(() => simulator.stop());

  const authorization = `Basic ${Buffer.from('test_sk_shop:').toString('base64')}`;
  const call = async (method: string, path: string, { body, headers }: Sent = {}) => {
    const response = await fetch(simulator.url + path, {
      method,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
  const charge = (
    orderId: string,
    { key, card = 'bk_ok', ...over }: { key?: string; card?: string; amount?: number } = {},
  ) =>
    call('POST', `/v1/billing/${card}`, {
      body: { customerKey: 'kim', amount: 9_000, orderId, orderName: '불고기 덮밥', ...over },
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  return { simulator, call, charge, clock };
}

/** An answer that refuses. */
export const refused = (status: number, code: string) => ({ status, body: { code, message: expect.any(String) } });
