import type { RunningAzure } from './azure.js';
import { serviceLines } from './serviceLines.js';

/** What `npm start` prints once everything answers. The line `Ready:` is for programs too. */
export function welcome({ url, services }: RunningAzure, dataFolder: string | undefined): string {
  const order = {
    customerId: 'kim',
    lines: [{ menuId: 'bulgogi-rice', quantity: 3 }],
    deliveryAddress: '서울시 종로구 1',
    billingKey: 'bk_ok',
  };
  return [
    '',
    '든든한 아침식사 · Hearty Breakfast',
    `  HTTP API          ${url}/api`,
    ...serviceLines(services),
    `  Inside view       ${url}/_local`,
    `  Data              ${dataFolder ?? 'nothing on disk'}`,
    '',
    'Order a breakfast:',
    '',
    `  curl -s ${url}/api/orders -H 'content-type: application/json' -H 'prefer: wait=10' -d '${JSON.stringify(order)}'`,
    '',
    `Ready: ${url}`,
  ].join('\n');
}
