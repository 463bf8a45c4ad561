import type { Operation } from './operation.js';

const WAITING = ['Retry-After', 'Preference-Applied'] as const;
const BODY_PROBLEMS = ['invalid-request', 'malformed-json', 'payload-too-large', 'unsupported-media-type'] as const;

export const placeOrder: Operation = {
  operationId: 'placeOrder',
  summary: 'Place an order. One that got 2xx is never lost.',
  tag: 'orders',
  guarded: true,
  parameters: ['idempotencyKey', 'prefer'],
  body: { schema: 'PlaceOrder', required: true },
  answers: {
    200: {
      description: 'The key was seen before: the order as it is now.',
      schema: 'Order',
      headers: ['Location', ...WAITING],
    },
    201: {
      description: 'Taken, and settled within the wait.',
      schema: 'Order',
      headers: ['Location', 'Preference-Applied'],
    },
    202: { description: 'Taken; payment is under way.', schema: 'Order', headers: ['Location', 'Retry-After'] },
  },
  problems: [...BODY_PROBLEMS, 'idempotency-key-reused', 'payment-overloaded'],
};

export const getOrder: Operation = {
  operationId: 'getOrder',
  summary: 'An order as it is now, or as soon as it settles.',
  tag: 'orders',
  guarded: true,
  parameters: ['orderId', 'prefer', 'ifNoneMatch'],
  answers: {
    200: { description: 'The order.', schema: 'Order', headers: ['ETag', ...WAITING] },
    304: { description: 'It still is the version of `If-None-Match`.', headers: ['ETag'] },
  },
  problems: ['invalid-request', 'not-found'],
};

export const cancelOrder: Operation = {
  operationId: 'cancelOrder',
  summary: 'Cancel an order. A cancel that got 2xx is carried out.',
  tag: 'orders',
  guarded: true,
  parameters: ['orderId', 'prefer'],
  body: { schema: 'CancelOrder', required: false },
  answers: {
    200: { description: 'It is cancelled.', schema: 'Order', headers: ['Preference-Applied'] },
    202: { description: 'Accepted; the refund is under way.', schema: 'Order', headers: ['Retry-After'] },
  },
  problems: [...BODY_PROBLEMS, 'not-found', 'not-cancellable', 'payment-overloaded'],
};

export const getTimeline: Operation = {
  operationId: 'getTimeline',
  summary: 'What happened to an order, oldest first.',
  tag: 'orders',
  guarded: true,
  parameters: ['orderId'],
  answers: { 200: { description: 'The timeline.', schema: 'Timeline' } },
  problems: ['invalid-request', 'not-found'],
};

export const getMenu: Operation = {
  operationId: 'getMenu',
  summary: 'What there is, and what it costs.',
  tag: 'orders',
  guarded: false,
  answers: { 200: { description: 'The menu.', schema: 'Menu' } },
  problems: ['invalid-request'],
};
