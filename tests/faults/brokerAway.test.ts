import { expect, it, onTestFinished } from 'vitest';
import { openServiceBus } from '../../functions/shared/azureClients.js';
import { serviceBusPublisher } from '../../functions/shared/publisher.js';
import { Clock } from '../../local/clock.js';
import { silentLog } from '../../local/log.js';
import { parseEntities } from '../../local/service-bus/entities.js';
import { startServiceBus } from '../../local/service-bus/serviceBus.js';
import { MemoryStore } from '../../local/storage/memoryStore.js';

const entities = parseEntities({
  UserConfig: {
    Namespaces: [{ Name: 'test', Queues: [{ Name: 'orders' }], Topics: [] }],
    Logging: { Type: 'Console' },
  },
});

const startBroker = (port: number) =>
  startServiceBus({ entities, port, store: new MemoryStore(), clock: new Clock(), log: silentLog });

// What is lost with its connection is sent again after a timeout and a pause: the library's own would take 90 seconds.
it('a message that is lost with its connection arrives while a customer still waits', async () => {
  const gone = await startBroker(0);
  const client = openServiceBus({ connectionString: gone.connectionString });
  const publisher = serviceBusPublisher(client, 'orders');
  const publish = (messageId: string) => publisher.publish({ messageId, subject: 'PlaceOrder', body: {} });
  await publish('before');

  await gone.stop();
  const sent = publish('meanwhile');
  const server = await startBroker(gone.port);
  onTestFinished(async () => {
    await client.close();
    await server.stop();
  });
  await sent;
  const [message] = await client.createReceiver('orders').receiveMessages(1);
  expect(message?.messageId).toBe('meanwhile');
});
