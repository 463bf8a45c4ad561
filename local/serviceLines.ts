import type { Services } from './services.js';

/** Where each stand-in is to be found, for a person. */
export function serviceLines({ serviceBus, cosmos, payment, issuer }: Services): string[] {
  return [
    `  Service Bus       amqp://127.0.0.1:${serviceBus.port}`,
    `  Cosmos DB         ${cosmos.endpoint}`,
    `  Payment provider  ${payment.url}`,
    `  Token issuer      ${issuer.url}`,
  ];
}
