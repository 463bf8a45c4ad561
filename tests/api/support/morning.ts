import fc from 'fast-check';
import { HeartyBreakfast, type OrderResource, ProblemError } from '../../../client/index.js';
import { breakfast } from '../../support/breakfast.js';

/** What one client does next. `key` names an order within its customer, so that clients meet at the same one. */
export type Step =
  | { readonly do: 'place'; readonly key: string; readonly quantity: number; readonly card: string }
  | { readonly do: 'cancel' | 'read' | 'points'; readonly key: string };

const key = fc.constantFrom('a', 'b', 'c');

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('place' as const),
      key,
      quantity: fc.constantFrom(1, 4, 5),
      card: fc.constantFrom('bk_ok', 'bk_ok', 'bk_declined'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'read' as const, 'points' as const), key }),
  },
);

/** Several clients of one customer, each with its steps, all at once; for a few customers. */
export const morning = fc.array(
  fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 3 }),
  {
    minLength: 1,
    maxLength: 3,
  },
);

/** What the clients of a customer were told of one order. */
export interface Told {
  readonly orderIds: Set<string>;
  /** What the order would have been, by each request that got 2xx. */
  readonly bodies: Set<string>;
  cancelAccepted: boolean;
}

export type Diary = Map<string, Told>;

const REFUSALS = ['idempotency-key-reused', 'not-cancellable'];

async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof ProblemError && REFUSALS.includes(error.slug)) return undefined;
    throw error;
  });
}

function toldOf(diary: Diary, orderKey: string): Told {
  const told = diary.get(orderKey) ?? { orderIds: new Set(), bodies: new Set(), cancelAccepted: false };
  diary.set(orderKey, told);
  return told;
}

async function take(client: HeartyBreakfast, customerId: string, next: Step, diary: Diary): Promise<void> {
  if (next.do === 'points') {
    await client.points(customerId);
    return;
  }
  if (next.do === 'place') {
    const order = breakfast({
      customerId,
      lines: [{ menuId: 'bulgogi-rice', quantity: next.quantity }],
      billingKey: next.card,
    });
    const taken = await unlessRefused(client.placeOrder(order, { idempotencyKey: next.key }));
    if (!taken) return;
    const told = toldOf(diary, next.key);
    told.orderIds.add(taken.orderId);
    told.bodies.add(JSON.stringify(order));
    return;
  }
  const told = diary.get(next.key);
  const [orderId] = told?.orderIds ?? [];
  if (!told || orderId === undefined) return;
  if (next.do === 'read') await client.order(orderId);
  else if (await unlessRefused<OrderResource>(client.cancelOrder(orderId))) told.cancelAccepted = true;
}

/** Lets the clients of one customer do their steps, each in order, all clients at once. */
export async function spend(url: string, customerId: string, clients: readonly (readonly Step[])[]): Promise<Diary> {
  const diary: Diary = new Map();
  await Promise.all(
    clients.map(async (steps) => {
      const client = new HeartyBreakfast({ url });
      for (const next of steps) await take(client, customerId, next, diary);
    }),
  );
  return diary;
}
