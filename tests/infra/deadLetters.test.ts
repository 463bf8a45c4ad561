import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { ServiceBusClient } from '@azure/service-bus';
import { expect, onTestFinished, test } from 'vitest';
import { ORDER_COMMANDS, PAYMENT_EVENTS, POINTS_SUBSCRIPTION } from '../../functions/shared/entities.js';
import { DEAD_LETTER_QUEUES, listDeadLetters, replayDeadLetters } from '../../infra/operate/deadLetters.js';
import { Clock } from '../../local/clock.js';
import { silentLog } from '../../local/log.js';
import { parseEntities } from '../../local/service-bus/entities.js';
import { startServiceBus } from '../../local/service-bus/serviceBus.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';

async function connected(): Promise<ServiceBusClient> {
  const entities = parseEntities(JSON.parse(await readFile('local/service-bus/entities.json', 'utf8')));
  const ground = { store: new MemoryStore(), clock: new Clock(), log: silentLog };
  const server = await startServiceBus({ entities, port: 0, ...ground });
  const client = new ServiceBusClient(server.connectionString);
  onTestFinished(async () => {
    await client.close();
    await server.stop();
  });
  return client;
}

const BECAUSE = { deadLetterReason: 'Poison', deadLetterErrorDescription: 'it cannot be read' };
const commands = DEAD_LETTER_QUEUES[ORDER_COMMANDS];
const events = DEAD_LETTER_QUEUES[`${PAYMENT_EVENTS}/${POINTS_SUBSCRIPTION}`];
if (!commands || !events) throw new Error('a queue is missing');

test('a dead command is shown with its reason, and comes again in its session although its id is known', async () => {
  const client = await connected();
  const command = { messageId: 'command-1', sessionId: 'order-1', subject: 'PlaceOrder', body: { orderId: 'order-1' } };
  await client.createSender(ORDER_COMMANDS).sendMessages(command);
  const session = await client.acceptSession(ORDER_COMMANDS, 'order-1');
  const [message] = await session.receiveMessages(1);
  if (message) await session.deadLetterMessage(message, BECAUSE);

  expect(await listDeadLetters(client, commands)).toMatchObject([{ messageId: 'command-1', ...BECAUSE }]);
  expect(await replayDeadLetters(client, commands, 1)).toBe(1);
  const [again] = await session.receiveMessages(1);
  expect(again).toMatchObject({ sessionId: 'order-1', subject: 'PlaceOrder', body: { orderId: 'order-1' } });
});

test('a dead event comes to its subscription again', async () => {
  const client = await connected();
  const event = { messageId: 'event-1', subject: 'PaymentCancelled', body: { paymentId: 'payment-1' } };
  await client.createSender(PAYMENT_EVENTS).sendMessages(event);
  const receiver = client.createReceiver(PAYMENT_EVENTS, POINTS_SUBSCRIPTION);
  const [message] = await receiver.receiveMessages(1);
  if (message) await receiver.deadLetterMessage(message, BECAUSE);

  expect(await replayDeadLetters(client, events, 1)).toBe(1);
  const [again] = await receiver.receiveMessages(1);
  expect(again).toMatchObject({ subject: 'PaymentCancelled', body: { paymentId: 'payment-1' } });
});

test('no more are sent again than was asked for', async () => {
  const client = await connected();
  const sender = client.createSender(PAYMENT_EVENTS);
  const receiver = client.createReceiver(PAYMENT_EVENTS, POINTS_SUBSCRIPTION);
  for (const messageId of ['event-1', 'event-2']) {
    await sender.sendMessages({ messageId, subject: 'PaymentCancelled', body: {} });
    const [message] = await receiver.receiveMessages(1);
    if (message) await receiver.deadLetterMessage(message, BECAUSE);
  }
  expect(await replayDeadLetters(client, events, 1)).toBe(1);
  expect(await listDeadLetters(client, events)).toHaveLength(1);
});

/** What an operator sees of `npm run dead-letters` that cannot work. */
function failure(args: readonly string[]): Promise<string> {
  const env = { ...process.env, SERVICE_BUS_HOST_NAME: '', ServiceBusConnection: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/infra/scripts/deadLetters.js', ...args], { env }, (error, _, said) => {
      resolve(error?.code === 1 ? said : `ended with ${error?.code ?? 0}`);
    });
  });
}

test('what it lacks is said in one line', async () => {
  expect(await failure([])).toBe('Set SERVICE_BUS_HOST_NAME, or ServiceBusConnection.\n');
  expect(await failure(['--reply'])).toMatch(/^Unknown option '--reply'[^\n]*\n$/);
});
