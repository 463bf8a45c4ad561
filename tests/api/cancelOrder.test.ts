import { describe, expect, it, onTestFinished } from 'vitest';
import { NO_ORDER } from '../support/breakfast.js';
import { type OrderResource, openShop } from '../support/shop.js';
import { problem, wrongFields } from './support/problems.js';

const shop = openShop();

const cancel = (orderId: string, body?: unknown, headers: Record<string, string> = {}) =>
  shop.call<OrderResource>('POST', `/orders/${orderId}/cancel`, body, headers);

async function confirmed(): Promise<string> {
  return (await shop.order({ customer: 'kim', wait: 15 })).body.orderId;
}

describe('POST /api/orders/{orderId}/cancel', () => {
  it('answers 202 with the order, which is cancelling', async () => {
    const { status, headers, body } = await cancel(await confirmed());
    expect([status, body.status]).toEqual([202, 'cancelling']);
    expect(headers.get('retry-after')).toBe('1');
  });

  it('answers 200 where it is cancelled within the wait: refunded, delivery called off, points revoked soon after', async () => {
    const orderId = await confirmed();
    const { status, headers, body } = await cancel(orderId, undefined, { prefer: 'wait=15' });
    expect(status).toBe(200);
    expect(headers.get('preference-applied')).toBe('wait=15');
    expect(body).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled-by-customer',
      payment: { status: 'cancelled' },
      delivery: { status: 'cancelled' },
    });
    expect(await shop.bookOf(orderId)).toMatchObject({ status: 'CANCELED' });
    await shop.pointsOnce('kim', ({ entries }) =>
      entries.some((entry) => entry.orderId === orderId && entry.status === 'revoked'),
    );
  });

  it('answers 200 where it is cancelled already, and the refund happens once', async () => {
    const orderId = await confirmed();
    const { body } = await cancel(orderId, {}, { prefer: 'wait=15' });
    const again = await cancel(orderId, { reason: 'still not hungry' });
    expect(again).toMatchObject({ status: 200, body });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => cancel(orderId)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  it('takes no body, an empty one, or a reason, which the timeline keeps', async () => {
    for (const body of [undefined, {}]) expect((await cancel(await confirmed(), body)).status).toBe(202);
    const orderId = await confirmed();
    await cancel(orderId, { reason: '늦잠을 잤어요' });
    const { body } = await shop.call<{ events: object[] }>('GET', `/orders/${orderId}/timeline`);
    expect(body.events).toContainEqual(
      expect.objectContaining({ type: 'CancelRequested', detail: { reason: '늦잠을 잤어요' } }),
    );
  });

  it('is carried out also while the payment is under way: nothing delivered, no points', async () => {
    onTestFinished(() => shop.faults({ mode: 'none' }));
    await shop.faults({ mode: 'slow', latencyMs: 300 });
    const { body } = await shop.order({ customer: 'early' });
    expect((await cancel(body.orderId)).status).toBe(202);
    expect(await shop.orderOnce(body.orderId, 'cancelled')).toMatchObject({ delivery: null, points: null });
    expect(await shop.points('early')).toMatchObject({ balance: 0 });
  });

  it('knows no other orders', async () => {
    for (const orderId of [NO_ORDER, 'nope']) expect(await cancel(orderId)).toMatchObject(problem('not-found'));
  });

  it('refuses a rejected order', async () => {
    const { body } = await shop.order({ customer: 'kim', card: 'bk_declined', wait: 15 });
    expect(await cancel(body.orderId)).toMatchObject(problem('not-cancellable'));
  });

  it.each<[unknown, string]>([
    [{ reason: '' }, 'reason'],
    [{ reason: '🍳'.repeat(201) }, 'reason'],
    [{ reason: 7 }, 'reason'],
    [{ reason: null }, 'reason'],
    [{ why: 'late' }, 'why'],
    [[], ''],
    [null, ''],
    ['late', ''],
  ])('refuses the body %j', async (body, path) => {
    expect(await cancel(NO_ORDER, body)).toMatchObject(wrongFields(path));
  });

  it('refuses an order past its window, which stays as it is', async () => {
    const orderId = await confirmed();
    await shop.process.advance(601_000);
    expect(await cancel(orderId)).toMatchObject(problem('not-cancellable'));
    expect(await shop.getOrder(orderId)).toMatchObject({ body: { status: 'confirmed' } });
    expect(await shop.bookOf(orderId)).toMatchObject({ status: 'DONE' });
  });
});
