import type {
  ChargeOutcome,
  LookupOutcome,
  PaymentProvider,
  RefundOutcome,
} from '../../../functions/payment/provider/paymentProvider.js';
import type { Clock } from '../../../local/clock.js';

/**
 * What happens to the calls of each kind, in their order; afterwards all is well. `lost`: it is done, but the answer is
 * never heard. `late`: the answer is never heard, and it is done half a minute later.
 */
export interface Trouble {
  readonly charges?: readonly ('overloaded' | 'lost' | 'late' | 'declined')[];
  readonly refunds?: readonly ('overloaded' | 'lost' | 'refused')[];
  readonly lookups?: readonly 'overloaded'[];
}

interface Payment {
  readonly paymentId: string;
  readonly approvedAt: string;
  cancelledAt?: string;
}

export interface MemoryProvider extends PaymentProvider {
  readonly payment: Payment | undefined;
  /** How often money moved to and fro. */
  readonly moved: { charged: number; refunded: number };
}

const LATE_MS = 30_000;
const OVERLOADED = { outcome: 'overloaded', detail: '503' } as const;
const UNKNOWN = { outcome: 'unknown', detail: 'no answer' } as const;
const DECLINED = { outcome: 'declined', code: 'REJECT_CARD_COMPANY', message: 'no' } as const;

/** A payment provider for one order. A charge that is repeated gets the first one's answer. */
export function memoryProvider(clock: Clock, trouble: Trouble): MemoryProvider {
  const coming = {
    charges: [...(trouble.charges ?? [])],
    refunds: [...(trouble.refunds ?? [])],
    lookups: [...(trouble.lookups ?? [])],
  };
  const moved = { charged: 0, refunded: 0 };
  let payment: Payment | undefined;
  let atWork = false;
  let declined = false;

  function approve(): Payment {
    atWork = false;
    moved.charged += 1;
    payment = { paymentId: 'pay_1', approvedAt: new Date(clock.now()).toISOString() };
    return payment;
  }

  function giveBack(paid: Payment): string {
    if (!paid.cancelledAt) moved.refunded += 1;
    paid.cancelledAt ??= new Date(clock.now()).toISOString();
    return paid.cancelledAt;
  }

  return {
    get payment() {
      return payment;
    },
    moved,

    async charge(): Promise<ChargeOutcome> {
      const struck = coming.charges.shift();
      if (struck === 'overloaded') return OVERLOADED;
      if (declined) return DECLINED;
      if (atWork) return UNKNOWN;
      if (payment) return { outcome: 'approved', ...payment };
      switch (struck) {
        case 'declined':
          declined = true;
          return DECLINED;
        case 'late':
          atWork = true;
          clock.after(LATE_MS, approve);
          return UNKNOWN;
        case 'lost':
          approve();
          return UNKNOWN;
        default:
          return { outcome: 'approved', ...approve() };
      }
    },

    async refund(): Promise<RefundOutcome> {
      const struck = coming.refunds.shift();
      if (struck === 'overloaded') return OVERLOADED;
      if (struck === 'refused' || !payment)
        return { outcome: 'refused', code: 'NOT_CANCELABLE_PAYMENT', message: 'no' };
      const refundedAt = giveBack(payment);
      return struck === 'lost' ? UNKNOWN : { outcome: 'refunded', refundedAt };
    },

    async find(): Promise<LookupOutcome> {
      if (coming.lookups.shift()) return OVERLOADED;
      if (!payment) return { outcome: 'none' };
      const { paymentId, approvedAt, cancelledAt } = payment;
      return cancelledAt
        ? { outcome: 'cancelled', paymentId, cancelledAt }
        : { outcome: 'approved', paymentId, approvedAt };
    },
  };
}
