import {
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  circuitBreaker,
  handleWhenResult,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
} from 'cockatiel';
import type { PaymentConfig } from '../../shared/config.js';
import type { SharedCircuit } from '../circuit/sharedCircuit.js';
import { failureShareBreaker } from './failureShareBreaker.js';
import { type Fault, isFault, type PaymentProvider } from './paymentProvider.js';

type Outcome = { readonly outcome: string };
type Send<T> = (signal: AbortSignal) => Promise<T | Fault>;

/**
 * Keeps the provider's trouble away from the rest: a timeout (then the outcome is unknown), so many calls at once and no
 * more, and a breaker that opens the circuit for all processes. A call that is not sent is overloaded.
 */
export function guardedProvider(
  inner: PaymentProvider,
  { timeoutMs, concurrentCalls, circuit: thresholds }: Pick<PaymentConfig, 'timeoutMs' | 'concurrentCalls' | 'circuit'>,
  circuit: SharedCircuit,
  now: () => number,
): PaymentProvider {
  const slots = bulkhead(concurrentCalls);
  const limit = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  const faults = handleWhenResult((result) => isFault(result as Outcome));
  const newBreaker = () =>
    circuitBreaker(faults, { breaker: failureShareBreaker(thresholds, now), halfOpenAfter: thresholds.openMs });
  let breaker = newBreaker();

  async function call<T extends Outcome>(orderId: string, send: Send<T>, signal?: AbortSignal): Promise<T | Fault> {
    try {
      return await slots.execute(() => pass(orderId, send, signal));
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error;
      return { outcome: 'overloaded', detail: `${concurrentCalls} calls are under way already` };
    }
  }

  async function pass<T extends Outcome>(orderId: string, send: Send<T>, signal?: AbortSignal): Promise<T | Fault> {
    const entry = await circuit.enter(orderId);
    if (!entry.go) return { outcome: 'overloaded', detail: 'the circuit is open', retryAfterMs: entry.retryAfterMs };

    // How long it stays open is for the shared circuit to say. Where that lets us through, ours has had its say.
    if (breaker.state !== CircuitState.Closed) breaker = newBreaker();
    const ours = breaker;
    const outcome = await ours.execute(() => inTime(send, signal));

    const fault = isFault(outcome) ? outcome.detail : undefined;
    if (entry.probe) await (fault === undefined ? circuit.closed() : circuit.probeFailed(orderId, fault));
    else if (fault !== undefined && ours === breaker && ours.state === CircuitState.Open) await circuit.opened(fault);
    return outcome;
  }

  async function inTime<T>(send: Send<T>, signal?: AbortSignal): Promise<T | Fault> {
    try {
      return await limit.execute((_, expired) => send(expired), signal);
    } catch (error) {
      if (!(error instanceof TaskCancelledError)) throw error;
      return { outcome: 'unknown', detail: `no answer within ${timeoutMs} ms` };
    }
  }

  return {
    charge: (charge, signal) => call(charge.orderId, (expired) => inner.charge(charge, expired), signal),
    refund: (refund, signal) => call(refund.orderId, (expired) => inner.refund(refund, expired), signal),
    find: (orderId, signal) => call(orderId, (expired) => inner.find(orderId, expired), signal),
  };
}
