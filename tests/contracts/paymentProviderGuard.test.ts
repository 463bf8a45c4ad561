import { describe, expect, it, onTestFinished } from 'vitest';
import { sharedCircuit } from '../../functions/payment/circuit/sharedCircuit.js';
import { guardedProvider } from '../../functions/payment/provider/guardedProvider.js';
import { isFault, type PaymentProvider } from '../../functions/payment/provider/paymentProvider.js';
import { tossPayments } from '../../functions/payment/provider/tossPayments.js';
import { Clock } from '../../local/clock.js';
import { silentLog } from '../../local/log.js';
import { startPaymentProvider } from '../../local/payment-provider/paymentProvider.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { memoryCircuit } from '../support/memoryCircuit.js';

const CONFIG = {
  timeoutMs: 2_000,
  concurrentCalls: 32,
  circuit: { failureShare: 0.5, minimumCalls: 5, windowMs: 10_000, openMs: 5_000, probeLeaseMs: 10_000 },
};

interface Book {
  readonly orderId: string;
  readonly status: string;
}

/** The simulator, and guarded processes that share a circuit on the test's clock. */
async function start() {
  const clock = new Clock();
  const simulator = await startPaymentProvider({ port: 0, store: new MemoryStore(), clock, log: silentLog });
  onTestFinished(() => simulator.stop());
  const store = memoryCircuit();
  const now = () => clock.now();
  const newProcess = (config = CONFIG) =>
    guardedProvider(
      tossPayments(simulator),
      config,
      sharedCircuit(store, config.circuit, now, () => {}),
      now,
    );
  const faults = (body: unknown) =>
    fetch(`${simulator.url}/_simulator/faults`, { method: 'PUT', body: JSON.stringify(body) });
  const books = async () => {
    const response = await fetch(`${simulator.url}/_simulator/payments`);
    return ((await response.json()) as { payments: Book[] }).payments;
  };
  return { clock, simulator, newProcess, faults, books };
}

const charge = (provider: PaymentProvider, orderId: string) =>
  provider.charge({ orderId, customerId: 'kim', billingKey: 'bk_ok', totalPrice: 9_000, orderName: 'breakfast' });

/** What a saga does, in short: charge; after a fault ask first, then charge again. */
async function chargePatiently(provider: PaymentProvider, orderId: string, clock: Clock): Promise<void> {
  for (let outcome = await charge(provider, orderId); outcome.outcome !== 'approved'; ) {
    await clock.sleep(isFault(outcome) ? (outcome.retryAfterMs ?? 50) : 0);
    const found = await provider.find(orderId);
    outcome = found.outcome === 'none' ? await charge(provider, orderId) : (found as typeof outcome);
  }
}

describe('a provider behind its guard', () => {
  it('gets less than a twentieth of a thousand orders while it is overloaded, and no more than its probes later', async () => {
    const { clock, simulator, newProcess, faults } = await start();
    await faults({ mode: 'overloaded' });
    const processes = [newProcess(), newProcess()];
    const outcomes: string[] = [];
    for (let n = 0; n < 1_000; n += 20) {
      const burst = Array.from({ length: 20 }, (_, i) => charge(processes[i % 2] as PaymentProvider, `order-${n + i}`));
      outcomes.push(...(await Promise.all(burst)).map(({ outcome }) => outcome));
    }
    expect(new Set(outcomes)).toEqual(new Set(['overloaded']));
    expect(simulator.requests()).toBeLessThanOrEqual(50);

    const before = simulator.requests();
    for (let period = 1; period <= 3; period++) {
      clock.advance(5_000);
      await Promise.all(processes.map((process, n) => charge(process, `order-${n}`)));
      expect(simulator.requests()).toBe(before + period);
    }
  });

  it('charges every order once, however often it fails or answers too late', async () => {
    const { clock, newProcess, faults, books } = await start();
    await faults({
      seed: 20_261_122,
      faults: [
        { mode: 'overloaded', failureRate: 0.2 },
        { mode: 'down', failureRate: 0.1 },
        { mode: 'slow', failureRate: 0.2, latencyMs: 60_000 },
      ],
    });
    const impatient = { ...CONFIG, timeoutMs: 500, circuit: { ...CONFIG.circuit, failureShare: 0.8, openMs: 100 } };
    const processes = [newProcess(impatient), newProcess(impatient)];
    const orders = Array.from({ length: 100 }, (_, n) => `order-${n}`);
    await Promise.all(orders.map((orderId, n) => chargePatiently(processes[n % 2] as PaymentProvider, orderId, clock)));

    const charged = (await books()).map(({ orderId, status }) => `${orderId} ${status}`);
    expect(charged.sort()).toEqual(orders.map((orderId) => `${orderId} DONE`).sort());
  }, 60_000);
});
