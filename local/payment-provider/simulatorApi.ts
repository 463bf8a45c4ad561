import type { Answer } from './answer.js';
import type { Books } from './books.js';
import { type FaultPlan, Faults } from './faults.js';
import type { Payment } from './payment.js';

/** What tests and the demo see and switch, beside the provider's dialect. */
export interface Simulator {
  readonly books: Books;
  readonly faults: FaultPlan;
  /** Calls of the dialect that arrived, answered or not. */
  requests(): number;
}

/** A payment in the provider's own books, as they are shown. */
export interface BookEntry extends Pick<Payment, 'paymentKey' | 'orderId' | 'totalAmount' | 'requests'> {
  readonly status: 'DONE' | 'CANCELED';
}

/** `PUT /_simulator/faults`, `GET /_simulator/payments`, `GET /_simulator/requests`. @returns undefined for others */
export async function simulatorApi(simulator: Simulator, route: string, body: unknown): Promise<Answer | undefined> {
  switch (route) {
    case 'PUT /_simulator/faults': {
      const parsed = Faults.safeParse(body);
      if (!parsed.success) return { status: 400, body: { code: 'INVALID_FAULTS', message: parsed.error.message } };
      await simulator.faults.set(parsed.data);
      return { status: 204 };
    }
    case 'GET /_simulator/payments':
      return { status: 200, body: { payments: simulator.books.all().map(summary) } };
    case 'GET /_simulator/requests':
      return { status: 200, body: { requests: simulator.requests() } };
    default:
      return undefined;
  }
}

function summary({ paymentKey, orderId, totalAmount, cancel, requests }: Payment): BookEntry {
  return { paymentKey, orderId, totalAmount, status: cancel ? 'CANCELED' : 'DONE', requests };
}
