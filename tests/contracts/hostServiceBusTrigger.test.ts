import { createRequire } from 'node:module';
import type { ServiceBusMessage } from '@azure/service-bus';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { appOf, hostApp } from './support/hostedApp.js';
import { serviceBusUnderTest } from './support/serviceBusUnderTest.js';

interface Noted {
  readonly body: unknown;
  readonly metadata: Record<string, unknown>;
}

/** An app that notes the messages it gets and throws where the expression `fails` is true. */
const receiving = (options: string, fails = 'false', handling = '') =>
  appOf(`
    const calls = (globalThis.received = []);
    const on = app.${options.includes('topicName') ? 'serviceBusTopic' : 'serviceBusQueue'};
    on('receive', { connection: 'Shop', ${options}, handler: async (body, context) => {
      calls.push({ body, metadata: context.triggerMetadata });
      ${handling}
      if (${fails}) throw new Error('not hungry');
    } });
  `);

const received = () => (globalThis as unknown as { received: Noted[] }).received;

async function shop(files: Record<string, string>) {
  const bus = await serviceBusUnderTest();
  const hosted = await hostApp(files, { settings: { Shop: bus.connectionString, QUEUE: 'plain' }, clock: bus.clock });
  const send = async (entity: string, ...messages: ServiceBusMessage[]) => {
    const sender = bus.client.createSender(entity);
    await sender.sendMessages(messages);
    await sender.close();
  };
  return { bus, send, ...hosted };
}

test('a message reaches the function parsed, with what the extension tells about it', async () => {
  const { send, log } = await shop(receiving(`queueName: '%QUEUE%'`));
  await send('plain', {
    body: { rice: 2 },
    messageId: 'm-1',
    subject: 'PlaceOrder',
    correlationId: 'c-1',
    contentType: 'application/json',
    applicationProperties: { EventType: 'Placed', Nested: 1 },
  });
  const [call] = await until('the message', () => received().length === 1 && received());
  expect(call?.body).toEqual({ rice: 2 });
  expect(call?.metadata).toMatchObject({
    messageId: 'm-1',
    subject: 'PlaceOrder',
    label: 'PlaceOrder',
    correlationId: 'c-1',
    contentType: 'application/json',
    deliveryCount: 1,
    // The library lower-cases first letters, inside values too.
    applicationProperties: { eventType: 'Placed', nested: 1 },
    lockToken: expect.any(String),
    sequenceNumber: expect.any(Number),
    enqueuedTimeUtc: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  });
  expect(call?.metadata).not.toHaveProperty('sessionId');
  expect(log.at('info').map((line) => line.replace(/\d+ms/, 'Nms'))).toContain('receive ok Nms order=m-1');
});

test('what stands at the top of a body leaks into the metadata and hides values of the same name', async () => {
  const { send } = await shop(receiving(`queueName: 'plain'`));
  await send('plain', { body: { messageId: 'of the body', rice: 2, list: [1] }, messageId: 'm-1' });
  const [call] = await until('the message', () => received().length === 1 && received());
  expect(call?.metadata).toMatchObject({ messageId: 'of the body', rice: 2 });
  expect(call?.metadata).not.toHaveProperty('list');
});

test('a body that is no JSON arrives as text', async () => {
  const { send } = await shop(receiving(`queueName: 'plain'`));
  await send('plain', { body: Buffer.from('밥 주세요') });
  await until('the message', () => received().length === 1);
  expect(received()[0]?.body).toBe('밥 주세요');
});

test('a message whose function throws is delivered again, counted, and dead-lettered in the end', async () => {
  const { bus, send } = await shop(receiving(`queueName: 'plain'`, 'true'));
  await send('plain', { body: 'x' });
  await until('all deliveries', () => bus.report('plain').deadLettered === 1);
  expect(received().map(({ metadata }) => metadata.deliveryCount)).toEqual([1, 2, 3]);
});

test("the app's handlers keep what they failed at longer with each delivery, as counted by the broker", async () => {
  const resting = JSON.stringify(createRequire(import.meta.url).resolve('#dist/functions/shared/redelivery.js'));
  const { send } = await shop(
    appOf(`
      import { restingWhenItFails } from ${resting};
      const rests = (globalThis.rests = []);
      const fail = async () => { throw new Error('not hungry'); };
      const handler = restingWhenItFails(fail, async (ms) => void rests.push(ms));
      app.serviceBusQueue('receive', { connection: 'Shop', queueName: 'plain', handler });
    `),
  );
  await send('plain', { body: 'x' });
  const rests = () => (globalThis as unknown as { rests: number[] }).rests;
  await until('all deliveries', () => rests().length === 3);
  expect(rests()).toEqual([250, 500, 1_000]);
});

test('a handled message is completed', async () => {
  const { bus, send } = await shop(receiving(`queueName: 'plain'`));
  await send('plain', { body: 'x' });
  await until('the message', () => received().length === 1);
  await until('an empty queue', () => bus.report('plain').active === 0);
});

test('the messages of a session come in order, one at a time, while other sessions go on', async () => {
  const wait = `
    if (body === 'a1') await new Promise((resolve) => { globalThis.letGo = resolve; });
  `;
  const { send } = await shop(receiving(`queueName: 'sessions', isSessionsEnabled: true`, 'false', wait));
  await send(
    'sessions',
    { body: 'a1', sessionId: 'a' },
    { body: 'a2', sessionId: 'a' },
    { body: 'b1', sessionId: 'b' },
  );
  await until('the first of both sessions', () => received().length === 2);
  expect(received().map(({ body }) => body)).toEqual(expect.arrayContaining(['a1', 'b1']));
  (globalThis as unknown as { letGo(): void }).letGo();
  await until('the second', () => received().length === 3);
  expect(received()[2]).toMatchObject({ body: 'a2', metadata: { sessionId: 'a' } });
});

test('a subscription of a topic is received from', async () => {
  const { send } = await shop(receiving(`topicName: 'events', subscriptionName: 'cancelled'`));
  await send('events', { body: 'no', subject: 'PaymentApproved' }, { body: 'yes', subject: 'PaymentCancelled' });
  await until('the message', () => received().length === 1);
  expect(received()[0]?.body).toBe('yes');
});

test('a disabled function leaves its messages where they are', async () => {
  const bus = await serviceBusUnderTest();
  const settings = { Shop: bus.connectionString, 'AzureWebJobs.receive.Disabled': 'true' };
  const { host } = await hostApp(receiving(`queueName: 'plain'`), { settings, clock: bus.clock });
  expect(host.functions).toMatchObject([{ name: 'receive', disabled: true }]);
  const sender = bus.client.createSender('plain');
  await sender.sendMessages({ body: 'x' });
  await host.stop();
  expect(bus.report('plain').active).toBe(1);
  expect(received()).toEqual([]);
});

test('stopping waits for the message in hand', async () => {
  const wait = 'await new Promise((resolve) => { globalThis.letGo = resolve; });';
  const { bus, send, host } = await shop(receiving(`queueName: 'plain'`, 'false', wait));
  await send('plain', { body: 'x' });
  await until('the message', () => received().length === 1);
  const stopped = host.stop();
  (globalThis as unknown as { letGo(): void }).letGo();
  await stopped;
  expect(bus.report('plain').active).toBe(0);
});

test('the lock of a message is renewed no longer than host.json says', async () => {
  const gate = globalThis as unknown as { done: Promise<void>; letGo(): void };
  gate.done = new Promise((resolve) => {
    gate.letGo = resolve;
  });
  const { bus, send } = await shop({
    ...receiving(`queueName: 'plain'`, 'false', 'await globalThis.done;'),
    'host.json': '{"version":"2.0","extensions":{"serviceBus":{"maxAutoLockRenewalDuration":"00:00:30"}}}',
  });
  await send('plain', { body: 'x' });
  await until('the message comes again', () => {
    bus.clock.advance(5_000);
    return received().length === 2;
  });
  gate.letGo();
  expect(bus.clock.movedByMs).toBeLessThan(5 * 60_000);
});

test.each([
  [`queueName: 'plain', cardinality: 'many'`, 'cardinality "many"'],
  [`queueName: 'plain', sdkBinding: true`, 'sdkBinding'],
])('%s is not imitated and says so', async (options, reason) => {
  const { host } = await shop(receiving(options));
  expect(host.functions[0]?.error).toContain(`NOT_SIMULATED: Service Bus triggers with ${reason}`);
});

test('a namespace that is not on this machine is refused', async () => {
  const connection = 'Endpoint=sb://shop.servicebus.windows.net;SharedAccessKeyName=k;SharedAccessKey=s';
  const { host } = await hostApp(receiving(`queueName: 'plain'`), { settings: { Shop: connection } });
  expect(host.functions[0]?.error).toContain('only connects to this machine');
});

test('a function may be called by hand with a message body', async () => {
  const { fetch } = await shop(receiving(`queueName: 'plain'`));
  await fetch('/admin/functions/receive', { method: 'POST', body: '{"input":"{\\"rice\\":1}"}' });
  await until('the call', () => received().length === 1);
  expect(received()[0]?.body).toEqual({ rice: 1 });
});
