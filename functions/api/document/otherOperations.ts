import type { Operation } from './operation.js';

export const getMyPoint: Operation = {
  operationId: 'getMyPoint',
  summary: 'MyPoint: a customer’s balance, and one entry per payment, newest first.',
  tag: 'points',
  guarded: true,
  parameters: ['customerId', 'limit', 'continuationToken'],
  answers: { 200: { description: 'A page of entries, with the balance over all.', schema: 'MyPoint' } },
  problems: ['invalid-request'],
};

export const getHealth: Operation = {
  operationId: 'getHealth',
  summary: 'Whether the shop can take orders.',
  tag: 'service',
  guarded: false,
  answers: {
    200: { description: 'Everything answers.', schema: 'Health' },
    503: { description: 'Something that the app cannot do without does not answer.', schema: 'Health' },
  },
  problems: [],
};

export const getOpenApi: Operation = {
  operationId: 'getOpenApi',
  summary: 'This document.',
  tag: 'service',
  guarded: false,
  answers: { 200: { description: 'OpenAPI 3.1.' } },
  problems: [],
};

export const getDocs: Operation = {
  operationId: 'getDocs',
  summary: 'This document, for a person.',
  tag: 'service',
  guarded: false,
  answers: { 200: { description: 'A page.', mediaType: 'text/html' } },
  problems: [],
};
