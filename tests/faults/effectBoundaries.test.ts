import { describe, expect, it } from 'vitest';
import { type Disturbance, SagaRun } from './support/sagaRun.js';
import { createWorld, ORDER_ID, type World } from './support/sagaWorld.js';

type Trouble = Parameters<typeof createWorld>[0];

/** How the provider and the courier may behave, and how the order ends if nothing else goes wrong. */
const SCENARIOS: readonly {
  readonly name: string;
  readonly trouble: Trouble;
  readonly ends: string;
  readonly parked?: number;
}[] = [
  { name: 'a good card', trouble: {}, ends: 'confirmed' },
  { name: 'a declined card', trouble: { charges: ['declined'] }, ends: 'rejected' },
  { name: 'an overloaded provider', trouble: { charges: ['overloaded', 'overloaded'] }, ends: 'confirmed' },
  { name: 'a charge whose answer is lost', trouble: { charges: ['lost'] }, ends: 'confirmed' },
  { name: 'a charge that comes late', trouble: { charges: ['late'] }, ends: 'rejected' },
  {
    name: 'a charge that comes late, of an overloaded provider',
    trouble: { charges: ['late', 'overloaded', 'overloaded'], lookups: ['overloaded', 'overloaded'] },
    ends: 'rejected',
  },
  {
    name: 'a provider that stays overloaded',
    trouble: { charges: Array(9).fill('overloaded'), lookups: ['overloaded'] },
    ends: 'rejected',
  },
  {
    name: 'no courier, and a refund that is turned away, refused and lost',
    trouble: { deliveries: 'fail', refunds: ['overloaded', 'refused', 'lost'] },
    ends: 'rejected',
    parked: 1,
  },
];

const HOUR_MS = 3_600_000;
const MOMENTS = ['before', 'after'] as const;
/** Among the first so many activities every scenario has its turning point. */
const EARLY = 4;

/** Everything that must hold at the end of a saga, whatever happened. */
function checkEnd(world: World, { customer, warnings }: SagaRun, what: string): void {
  const [order] = world.orders.all();
  const [delivery] = world.deliveries.all();
  const [entry] = world.ledger.all();
  const { moved, payment } = world.provider;
  const confirmed = order?.status === 'confirmed';

  expect(order, what).toMatchObject({ orderId: ORDER_ID, final: true });
  expect(['confirmed', 'rejected', 'cancelled'], what).toContain(order?.status);
  if (customer.accepted) expect(order?.status, what).toBe(order?.reason === 'card-declined' ? 'rejected' : 'cancelled');

  expect(moved.charged, `${what}: charges`).toBeLessThanOrEqual(1);
  expect(moved.refunded, `${what}: refunds of ${order?.status}`).toBe(confirmed ? 0 : moved.charged);
  expect(order?.payment?.paymentId ?? undefined, what).toBe(payment?.paymentId);
  if (confirmed) expect(moved.charged, what).toBe(1);
  if (payment) expect(order?.payment?.status, what).toBe(confirmed ? 'approved' : 'cancelled');

  expect(delivery?.status ?? 'cancelled', `${what}: delivery`).toBe(confirmed ? 'started' : 'cancelled');
  expect(entry?.status ?? 'revoked', `${what}: points`).toBe(confirmed ? 'accrued' : 'revoked');
  // A warning means that the same saga could hang on Azure.
  expect(warnings, what).toEqual([]);
}

async function play(
  trouble: Trouble,
  disturbance: Disturbance = {},
): Promise<{ run: SagaRun; status: string; surprises: number }> {
  const world = await createWorld(trouble);
  const what = JSON.stringify(disturbance);
  const run = await new SagaRun(world, disturbance).play().catch((error: Error) => {
    throw new Error(`${what}: ${error.message}`);
  });
  // Whatever the provider is still at work on.
  world.clock.advance(HOUR_MS);
  await world.clock.sleep(0);
  checkEnd(world, run, what);
  return { run, status: world.orders.all()[0]?.status ?? '', surprises: world.orders.surprises() };
}

describe.each(SCENARIOS)('the saga of an order with $name', ({ trouble, ends, parked = 0 }) => {
  it(`ends ${ends}`, async () => {
    const { run, status } = await play(trouble);
    expect(status).toBe(ends);
    expect(run.parked, 'refunds parked').toBe(parked);
  });

  it(`ends ${ends} where every activity runs twice`, async () => {
    await play(trouble, { twice: true });
  });

  it('holds its invariants with a crash before or after any effect', async () => {
    const { run } = await play(trouble);
    for (let activity = 0; activity < run.activities; activity++) {
      for (const when of MOMENTS) await play(trouble, { crash: { activity, when } });
    }
  });

  it('holds its invariants with a crash at any write of its engine', async () => {
    const { run } = await play(trouble);
    const writes = run.lives[0]?.writes ?? 0;
    for (let crashAtWrite = 1; crashAtWrite <= writes; crashAtWrite++) await play(trouble, { crashAtWrite });
  });

  it('holds its invariants with a cancel at any moment', async () => {
    const { run } = await play(trouble);
    for (let activity = 0; activity < run.activities; activity++) {
      for (const when of MOMENTS) {
        for (const first of ['event', 'mark'] as const) await play(trouble, { cancel: { activity, when, first } });
      }
    }
  });

  it('holds its invariants with a cancel early on and a crash at any moment', async () => {
    const { run } = await play(trouble);
    for (let cancelled = 0; cancelled < Math.min(run.activities, EARLY); cancelled++) {
      for (let crashed = 0; crashed <= run.activities; crashed++) {
        await play(trouble, {
          cancel: { activity: cancelled, when: 'after', first: 'both' },
          crash: { activity: crashed, when: 'after' },
        });
      }
    }
  });
});

it('an order whose charge is tried again and again is never read before it is changed', async () => {
  const { surprises } = await play({ charges: ['overloaded', 'lost', 'overloaded'] });
  expect(surprises).toBe(0);
});
