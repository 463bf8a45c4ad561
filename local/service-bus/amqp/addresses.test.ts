import { expect, it } from 'vitest';
import { parseAddress } from './addresses.js';

it.each([
  ['order-commands', 'order-commands', 'entity'],
  ['/Team/Orders', 'team/orders', 'entity'],
  ['amqps://host:5671/orders', 'orders', 'entity'],
  ['events/Subscriptions/points/$DeadLetterQueue', 'events/subscriptions/points/$deadletterqueue', 'entity'],
  ['orders/$management', 'orders', 'management'],
  ['$cbs', '', 'cbs'],
])('reads the address %s', (address, entityPath, node) => {
  expect(parseAddress(address)).toEqual({ entityPath, node });
});
