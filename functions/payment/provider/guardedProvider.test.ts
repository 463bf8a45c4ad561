import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { memoryCircuit } from '../../../tests/support/memoryCircuit.js';
import { sharedCircuit } from '../circuit/sharedCircuit.js';
import { guardedProvider } from './guardedProvider.js';
import type { ChargeOutcome, PaymentProvider } from './paymentProvider.js';

const CONFIG = {
  timeoutMs: 3_000,
  concurrentCalls: 8,
  circuit: { failureShare: 0.5, minimumCalls: 5, windowMs: 10_000, openMs: 5_000, probeLeaseMs: 10_000 },
};

const APPROVED: ChargeOutcome = { outcome: 'approved', paymentId: 'pay_1', approvedAt: '2026-11-22T00:00:00.000Z' };
const DECLINED: ChargeOutcome = { outcome: 'declined', code: 'REJECT_CARD_COMPANY', message: 'no' };
const OVERLOADED: ChargeOutcome = { outcome: 'overloaded', detail: '503' };

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

/** A process: its own guard and breaker, around a provider that answers as the test says. */
function start(store = memoryCircuit(), config = CONFIG) {
  const provider = { answer: async (): Promise<ChargeOutcome> => APPROVED, calls: 0, aborted: 0 };
  const send = (signal?: AbortSignal) => {
    provider.calls += 1;
    signal?.addEventListener('abort', () => {
      provider.aborted += 1;
    });
    return provider.answer();
  };
  const inner: PaymentProvider = {
    charge: (_, signal) => send(signal),
    refund: async () => ({ outcome: 'refunded', refundedAt: '2026-11-22T00:00:00.000Z' }),
    find: async () => ({ outcome: 'none' }),
  };
  const now = () => Date.now();
  const guarded = guardedProvider(
    inner,
    config,
    sharedCircuit(store, config.circuit, now, () => {}),
    now,
  );
  const charge = (orderId: string) =>
    guarded.charge({ orderId, customerId: 'kim', billingKey: 'bk_ok', totalPrice: 9_000, orderName: 'breakfast' });
  const charges = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => charge(`order-${n}`)));
  return { provider, guarded, charge, charges, store };
}

const never = () => new Promise<ChargeOutcome>(() => {});

describe('a guarded call', () => {
  it('passes an answer on, approved or declined', async () => {
    const { provider, charge } = start();
    expect(await charge('order-1')).toEqual(APPROVED);
    provider.answer = async () => DECLINED;
    expect(await charge('order-2')).toEqual(DECLINED);
  });

  it('that takes too long is aborted and unknown', async () => {
    const { provider, charge } = start();
    provider.answer = never;
    const charging = charge('order-1');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await charging).toEqual({ outcome: 'unknown', detail: 'no answer within 3000 ms' });
    expect(provider.aborted).toBe(1);
  });

  it('beyond those that may be under way is not sent', async () => {
    const { provider, charges } = start();
    provider.answer = never;
    const charging = charges(10);
    await vi.advanceTimersByTimeAsync(3_000);
    const turnedAway = (await charging).filter(({ outcome }) => outcome === 'overloaded');
    expect(turnedAway).toHaveLength(2);
    expect(turnedAway[0]).toEqual({ outcome: 'overloaded', detail: '8 calls are under way already' });
    expect(provider.calls).toBe(8);
  });
});

describe('the circuit', () => {
  async function opened(store = memoryCircuit()) {
    const process = start(store);
    process.provider.answer = async () => OVERLOADED;
    for (let n = 0; n < 5; n++) await process.charge(`order-${n}`);
    expect(process.provider.calls).toBe(5);
    return process;
  }

  it('opens after too many faults; then nothing is sent, neither charge nor refund nor look-up', async () => {
    const { provider, guarded, charge } = await opened();
    const closed = { outcome: 'overloaded', detail: 'the circuit is open', retryAfterMs: 5_000 };
    expect(await charge('order-5')).toEqual(closed);
    expect(await guarded.refund({ orderId: 'order-5', paymentId: 'p', reason: 'r' })).toEqual(closed);
    expect(await guarded.find('order-5')).toEqual(closed);
    expect(provider.calls).toBe(5);
  });

  it('does not open for declined cards', async () => {
    const { provider, charge } = start();
    provider.answer = async () => DECLINED;
    for (let n = 0; n < 50; n++) expect(await charge(`order-${n}`)).toEqual(DECLINED);
  });

  it('opens for a provider that never answers', async () => {
    const { provider, charges, charge } = start();
    provider.answer = never;
    const charging = charges(8);
    await vi.advanceTimersByTimeAsync(3_000);
    await charging;
    expect(await charge('order-9')).toMatchObject({ detail: 'the circuit is open' });
  });

  it('sends one probe per open period while the trouble lasts', async () => {
    const { provider, charges } = await opened();
    for (let period = 1; period <= 3; period++) {
      await vi.advanceTimersByTimeAsync(5_000);
      await charges(8);
      expect(provider.calls).toBe(5 + period);
      await charges(8);
      expect(provider.calls).toBe(5 + period);
    }
  });

  it('closes when the probe is answered, and a single failure after that does not open it', async () => {
    const { provider, charge } = await opened();
    provider.answer = async () => APPROVED;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await charge('order-5')).toEqual(APPROVED);
    provider.answer = async () => OVERLOADED;
    expect(await charge('order-6')).toEqual(OVERLOADED);
    provider.answer = async () => APPROVED;
    expect(await charge('order-7')).toEqual(APPROVED);
  });

  it('closes by a declined probe too: the provider answers', async () => {
    const { provider, charges } = await opened();
    provider.answer = async () => DECLINED;
    await vi.advanceTimersByTimeAsync(5_000);
    await charges(1);
    expect(await charges(3)).toEqual([DECLINED, DECLINED, DECLINED]);
  });

  it('that one process opened holds back the other, and opens for both when the other finds the provider well', async () => {
    const { store, charge } = await opened();
    const other = start(store);
    expect(await other.charge('order-1')).toMatchObject({ detail: 'the circuit is open' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await other.charge('order-1')).toEqual(APPROVED);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await charge('order-2')).toEqual(OVERLOADED);
  });

  it('is not opened again by calls that were under way when it opened and fail after it closed', async () => {
    const { provider, charge, charges } = start(memoryCircuit(), { ...CONFIG, timeoutMs: 60_000 });
    provider.answer = never;
    const late = charges(3);
    await vi.advanceTimersByTimeAsync(0);
    provider.answer = async () => OVERLOADED;
    await charges(5);
    await vi.advanceTimersByTimeAsync(5_000);
    provider.answer = async () => APPROVED;
    expect(await charge('probe')).toEqual(APPROVED);
    await vi.advanceTimersByTimeAsync(55_000);
    expect(await late).toEqual(Array(3).fill({ outcome: 'unknown', detail: 'no answer within 60000 ms' }));
    expect(await charge('order-1')).toEqual(APPROVED);
  });

  it('opens again when a process whose breaker has tripped before keeps failing', async () => {
    const { store, provider, charge } = await opened();
    await vi.advanceTimersByTimeAsync(5_000);
    await start(store).charge('order-1');
    await vi.advanceTimersByTimeAsync(1_000);
    for (let n = 0; n < 5; n++) expect(await charge(`order-${n}`)).toEqual(OVERLOADED);
    expect(await charge('order-6')).toMatchObject({ detail: 'the circuit is open' });
    expect(provider.calls).toBe(10);
  });
});
