import rhea from 'rhea';
import { expect, it } from 'vitest';
import { type CorrelationFilter, factsOf, matches } from './correlationFilter.js';

const facts = factsOf(
  rhea.message.encode({
    message_id: 'm-1',
    subject: 'PaymentCancelled',
    application_properties: { city: 'Seoul', amount: 5 },
    body: 'unseen',
  }),
);

it.each<[string, boolean, CorrelationFilter]>([
  ['without fields', true, { properties: {} }],
  ['with the same subject', true, { subject: 'PaymentCancelled', properties: {} }],
  ['with a subject in other letters', false, { subject: 'paymentcancelled', properties: {} }],
  ['with all of several fields', true, { messageId: 'm-1', properties: { city: 'Seoul', amount: 5 } }],
  ['with one field that differs', false, { messageId: 'm-1', properties: { city: 'Busan' } }],
  ['with a property that the message lacks', false, { properties: { street: '1' } }],
])('a filter %s matches: %s', (_, expected, filter) => {
  expect(matches(filter, facts)).toBe(expected);
});
