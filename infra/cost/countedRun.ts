import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalAzure, startLocalAzure } from '../../local/azure.js';
import { Clock } from '../../local/clock.js';
import { simulatorClient } from '../../local/payment-provider/simulatorClient.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';
import { CountingLog } from './countingLog.js';
import { type Counts, countsOf } from './counts.js';
import { useDeployedIndexes } from './deployedIndexes.js';

const ORDERS = 40;
/** Every so many orders, one is cancelled. */
const CANCEL_EVERY = 20;
/** How long a card payment takes, about. */
const PROVIDER_LATENCY_MS = 300;
/** As often as leases are renewed: a shorter look sees one renewal or none. */
const IDLE_SECONDS = 17;
/** Longer than the cancellation window. */
const AFTER_THE_WINDOW_MS = 11 * 60_000;

/** What a customer does: order and wait for it, look at MyPoint, now and then cancel. */
async function order(url: string, number: number): Promise<void> {
  const customerId = `customer-${number % 10}`;
  const response = await fetch(`${url}/api/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'wait=10' },
    body: JSON.stringify({
      customerId,
      lines: [{ menuId: 'bulgogi-rice', quantity: 1 + (number % 6) }],
      deliveryAddress: '서울시 종로구 1',
      billingKey: 'bk_ok',
    }),
  });
  const { orderId } = (await response.json()) as { orderId: string };
  await (await fetch(`${url}/api/customers/${customerId}/points`)).text();
  if (number % CANCEL_EVERY !== 0) return;
  const cancelled = await fetch(`${url}/api/orders/${orderId}/cancel`, {
    method: 'POST',
    headers: { prefer: 'wait=10' },
  });
  await cancelled.text();
}

async function untilIdle(azure: LocalAzure): Promise<void> {
  do await sleep(500);
  while (!azure.idle());
}

/** Plays orders on a private local Azure, with the indexes of the deployment, and counts what they cost. */
export async function countedRun(): Promise<Counts> {
  const log = new CountingLog();
  const clock = new Clock();
  const ports = { functions: 0, serviceBus: 0, cosmos: 0, payment: 0 };
  // Replays of orchestrators are below the usual level.
  const settings = { AzureFunctionsJobHost__logging__logLevel__Function: 'Debug' };
  const azure = await startLocalAzure({ ports, store: new MemoryStore(), clock, log }, '.', settings);
  try {
    await useDeployedIndexes(azure.services.cosmos.connectionString);
    await simulatorClient(azure.services.payment.url).faults({ mode: 'slow', latencyMs: PROVIDER_LATENCY_MS });
    const before = azure.services.cosmos.containers();
    for (let number = 1; number <= ORDERS; number++) await order(azure.host.url, number);
    await untilIdle(azure);
    const settled = azure.services.cosmos.containers();
    await sleep(IDLE_SECONDS * 1_000);
    const idle = azure.services.cosmos.containers();
    clock.advance(AFTER_THE_WINDOW_MS);
    await untilIdle(azure);
    const after = azure.services.cosmos.containers();
    return countsOf(ORDERS, log, azure.host, { before, settled, idle, after, idleSeconds: IDLE_SECONDS });
  } finally {
    await azure.stop();
  }
}
