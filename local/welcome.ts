import type { LocalAzure } from './azure.js';

/** What `npm start` prints once everything answers. The line `Ready:` is for programs too. */
export function welcome({ host, services }: LocalAzure, dataFolder: string | undefined): string {
  const order = {
    customerId: 'kim',
    lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
    deliveryAddress: '서울시 종로구 1',
    billingKey: 'bk_ok',
  };
  return [
    '',
    '든든한 아침식사 · Hearty Breakfast',
    `  HTTP API          ${host.url}/api`,
    `  Service Bus       amqp://127.0.0.1:${services.serviceBus.port}`,
    `  Cosmos DB         ${services.cosmos.endpoint}`,
    `  Payment provider  ${services.payment.url}`,
    `  Token issuer      ${services.issuer.url}`,
    `  Inside view       ${host.url}/_local`,
    `  Data              ${dataFolder ?? 'nothing on disk'}`,
    '',
    'Order a breakfast:',
    '',
    `  curl -s ${host.url}/api/orders -H 'content-type: application/json' -H 'prefer: wait=10' -d '${JSON.stringify(order)}'`,
    '',
    `Ready: ${host.url}`,
  ].join('\n');
}
