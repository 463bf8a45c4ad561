import { HttpRequest, HttpResponse, InvocationContext } from '@azure/functions';
import { expect, it } from 'vitest';
import { handleOrderCommand } from '../../functions/orders/handleOrderCommand.js';
import type { Order } from '../../functions/orders/messages.js';
import { placeOrder } from '../../functions/orders/placeOrder.js';
import { letEverybodyIn } from '../../functions/shared/http/caller.js';
import { breakfast } from '../support/breakfast.js';
import { memoryRevisions } from './support/memoryRevisions.js';

/** A front door whose commands are handled before it hears that they were sent. */
function hurriedShop() {
  const orders = memoryRevisions<Order>();
  const sagas = () => ({ start: async () => {}, cancel: async () => {} });
  const handle = handleOrderCommand(orders, sagas);
  const place = placeOrder({
    orders,
    commands: {
      publish: async ({ body }) => void (await handle(body, new InvocationContext())),
      ping: async () => {},
    },
    admission: async () => ({ admitted: true }),
    identify: letEverybodyIn,
    now: () => new Date('2026-05-01T07:30:00.000Z'),
    newId: () => '00000000-0000-4000-8000-000000000001',
  });
  return async (key: string, changes: object = {}) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
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
