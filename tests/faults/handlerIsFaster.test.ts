import { randomUUID } from 'node:crypto';
import { HttpRequest, HttpResponse, InvocationContext } from '@azure/functions';
import { expect, it } from 'vitest';
import { handleOrderCommand } from '../../functions/orders/handleOrderCommand.js';
import type { Order } from '../../functions/orders/messages.js';
import { placeOrder } from '../../functions/orders/placeOrder.js';
import type { Orders } from '../../functions/orders/ports.js';
import { letEverybodyIn } from '../../functions/shared/http/caller.js';
import { breakfast } from '../support/breakfast.js';
import { memoryRevisions } from './support/memoryRevisions.js';

/** A front door whose commands are handled before it hears that they were sent. */
function hurriedShop(stored = memoryRevisions<Order>(), orders: Orders = stored) {
  const sagas = () => ({ start: async () => {}, cancel: async () => {} });
  const handle = handleOrderCommand(stored, sagas);
  const place = placeOrder({
    orders,
    commands: {
      publish: async ({ body }) => void (await handle(body, new InvocationContext())),
      ping: async () => {},
    },
    admission: async () => ({ admitted: true }),
    identify: letEverybodyIn,
    now: () => new Date('2026-05-01T07:30:00.000Z'),
    newId: randomUUID,
  });
  return async (key: string | undefined, changes: object = {}, more: Readonly<Record<string, string>> = {}) => {
    const headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }), ...more };
    const body = { string: JSON.stringify(breakfast(changes)) };
    const request = new HttpRequest({ method: 'POST', url: 'http://shop.example/api/orders', headers, body });
    const answer = await place(request, new InvocationContext());
    return answer instanceof HttpResponse ? answer.status : undefined;
  };
}

it('an order is new to its customer, though its own command was handled and stored it first', async () => {
  const place = hurriedShop();
  expect(await place('new')).toBe(202);
  expect(await place('new')).toBe(200);
  expect(await place('new', { deliveryAddress: '부산시' })).toBe(422);
});

it('of equal posts at the same moment one is new, and the others were seen before', async () => {
  const place = hurriedShop();
  const statuses = await Promise.all(Array.from({ length: 5 }, () => place('twins')));
  expect(statuses.sort()).toEqual([200, 200, 200, 200, 202]);
});

it.each(['create', 'read'] as const)(
  'an order that was taken is not refused for a %s that fails then',
  async (access) => {
    const orders = memoryRevisions<Order>();
    const fail = () => Promise.reject(new Error('the database is away'));
    const place = hurriedShop(orders, { ...orders, [access]: fail });
    expect(await place(undefined, {}, { prefer: 'wait=1' })).toBe(202);
  },
);
