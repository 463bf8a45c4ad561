import { expect, it } from 'vitest';
import { scaleGroup } from './scaleGroup.js';

it.each([
  ['placeOrder', 'httpTrigger', 'http'],
  ['getOrder', 'HttpTrigger', 'http'],
  ['paymentSaga', 'orchestrationTrigger', 'durable'],
  ['chargePayment', 'activityTrigger', 'durable'],
  ['counter', 'entityTrigger', 'durable'],
  ['revokePoints', 'serviceBusTrigger', 'function:revokePoints'],
  ['sweep', 'timerTrigger', 'function:sweep'],
])('%s with a %s scales in the group %s', (name, trigger, group) => {
  expect(scaleGroup(name, trigger)).toBe(group);
});
