import type { Change, Store } from '../storage/store.js';
import type { Payment } from './payment.js';

/** The provider's own books: every approved payment, by order. An order has one at most, cancelled or not. */
export class Books {
  readonly #table;
  readonly #payments = new Map<string, Payment>();
  readonly #orders = new Map<string, string>();
  readonly #requests = new Map<string, number>();

  constructor(store: Store) {
    this.#table = store.table<Payment>('payment-provider/payments');
    const oldestFirst = [...this.#table.entries()].sort(([, a], [, b]) => a.approvedAt - b.approvedAt);
    for (const [, payment] of oldestFirst) {
      this.#enter(payment);
      this.#requests.set(payment.orderId, payment.requests);
    }
  }

  ofOrder(orderId: string): Payment | undefined {
    const payment = this.#payments.get(orderId);
    return payment && { ...payment, requests: this.#requests.get(orderId) ?? 0 };
  }

  ofKey(paymentKey: string): Payment | undefined {
    const orderId = this.#orders.get(paymentKey);
    return orderId === undefined ? undefined : this.ofOrder(orderId);
  }

  /** Oldest first. */
  all(): Payment[] {
    return [...this.#payments.keys()].flatMap((orderId) => this.ofOrder(orderId) ?? []);
  }

  /** Somebody called about this order, whatever came of it. Durable with the order's next change. */
  countRequest(orderId: string | undefined): void {
    if (orderId === undefined) return;
    this.#requests.set(orderId, (this.#requests.get(orderId) ?? 0) + 1);
  }

  /** Enters a payment, new or changed. The caller has the change written before it answers. */
  enter(payment: Payment): Change {
    this.#enter(payment);
    return this.#table.put(payment.orderId, { ...payment, requests: this.#requests.get(payment.orderId) ?? 0 });
  }

  #enter(payment: Payment): void {
    this.#payments.set(payment.orderId, payment);
    this.#orders.set(payment.paymentKey, payment.orderId);
  }
}
