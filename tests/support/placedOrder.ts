import { draftOrder, priceLines } from '../../functions/orders/domain/draftOrder.js';
import { MENU } from '../../functions/orders/domain/menu.js';
import type { Order } from '../../functions/orders/messages.js';
import { breakfast } from './breakfast.js';

const REQUEST = breakfast({ lines: [{ menuId: 'bulgogi-rice', quantity: 5 }] });

/** Five bulgogi rice, as they were ordered. */
export function placedOrder(orderId: string, now: Date): Order {
  const priced = priceLines(REQUEST.lines, MENU);
  if (!priced.accepted) throw new Error('the menu lacks bulgogi-rice');
  return draftOrder(REQUEST, priced.value, { orderId, fingerprint: 'f', requestId: 'r', now });
}
