import { once } from 'node:events';
import { connect } from 'node:net';
import { ServiceBusClient } from '@azure/service-bus';
import rhea, { type Connection } from 'rhea';
import { describe, expect, it } from 'vitest';
import { connectionInternals } from '../../local/service-bus/amqp/rheaInternals.js';
import { startServiceBus } from '../../local/service-bus/serviceBus.js';
import { receiveOne } from './support/receiveOne.js';
import { recordedLog } from './support/recordedLog.js';
import { brokerOptions, isStandIn, serviceBusUnderTest } from './support/serviceBusUnderTest.js';

describe('a client', () => {
  it('is told when an entity does not exist', async () => {
    const { client } = await serviceBusUnderTest();
    const missing = { code: 'MessagingEntityNotFound' };
    await expect(client.createSender('missing').sendMessages({ body: 1 })).rejects.toMatchObject(missing);
    await expect(receiveOne(client.createReceiver('missing'))).rejects.toMatchObject(missing);
    await expect(client.createReceiver('missing').peekMessages(1)).rejects.toMatchObject(missing);
  });

  it('is told when a message is too large, and can send the next one', async () => {
    const { client } = await serviceBusUnderTest();
    const sender = client.createSender('plain');
    await expect(sender.sendMessages({ body: Buffer.alloc(300_000) })).rejects.toMatchObject({
      code: 'MessageSizeExceeded',
    });
    const batch = await sender.createMessageBatch();
    expect(batch.tryAddMessage({ body: Buffer.alloc(200_000) })).toBe(true);
    expect(batch.tryAddMessage({ body: Buffer.alloc(100_000) })).toBe(false);
    await sender.sendMessages(batch);
    const receiver = client.createReceiver('plain');
    await receiver.completeMessage(await receiveOne(receiver));
  });

  it('is told when it asks for a session of an entity without sessions', async () => {
    const { client } = await serviceBusUnderTest();
    await expect(client.acceptSession('plain', 's')).rejects.toMatchObject({ code: 'SessionCannotBeLocked' });
  });

  it('may write names in upper or lower case', async () => {
    const { client } = await serviceBusUnderTest();
    await client.createSender('PLAIN').sendMessages({ body: 1 });
    const receiver = client.createReceiver('Plain');
    await receiver.completeMessage(await receiveOne(receiver));
  });
});

describe.runIf(isStandIn)('the broker', () => {
  it.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    [
      'a frame that promises too much',
      Buffer.from([...Buffer.from('AMQP\0\x01\0\0'), 0x7f, 0xff, 0xff, 0xff, 2, 0, 0, 0]),
    ],
    ['a frame on a channel that does not exist', Buffer.from([...Buffer.from('AMQP\0\x01\0\0'), ...garbledAttach()])],
    ['noise', Buffer.from(Array.from({ length: 512 }, (_, n) => (n * 37) % 256))],
  ])('goes on serving others when somebody sends it %s', async (_, bytes) => {
    const { client, connectionString } = await serviceBusUnderTest();
    const [, port] = /:(\d+);/.exec(connectionString) ?? [];
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.resume();
    // Not ended by us: the broker has to do it.
    socket.write(bytes);
    await once(socket, 'close');
    await client.createSender('plain').sendMessages({ body: 1 });
    await receiveOne(client.createReceiver('plain'));
  });

  it('refuses by name what has no address, such as the coordinator of transactions', async () => {
    const connection = await rawConnection();
    const [{ sender }] = await once(connection.open_sender({ target: {} }), 'sender_error');
    expect(sender.error).toMatchObject({
      condition: 'amqp:not-implemented',
      description: expect.stringContaining('NOT_SIMULATED: Service Bus links without an address'),
    });
    await closed(connection);
  });

  it('answers a link that is closed as soon as it is opened', async () => {
    const connection = await rawConnection();
    const session = connection.create_session();
    session.begin();
    await once(session, 'session_open');
    const { socket } = connectionInternals(connection);
    socket.cork(); // Both frames arrive together.
    const link = session.open_receiver({ source: { address: 'plain' } });
    link.close();
    setImmediate(() => socket.uncork());
    await once(link, 'receiver_close');
    await closed(connection);
  });

  it('says once which links it refuses, however often a client tries', async () => {
    const log = recordedLog();
    const { connectionString, stop } = await startServiceBus({ ...brokerOptions(), log, port: 0 });
    const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0 } });
    for (const attempt of [1, 2]) {
      await expect(client.createSender('missing').sendMessages({ body: attempt })).rejects.toThrow();
    }
    await client.close();
    await stop();
    expect(log.at('warn')).toEqual(["link refused: The messaging entity 'missing' could not be found."]);
  });

  it('says so when its port is taken', async () => {
    const options = brokerOptions();
    const first = await startServiceBus({ ...options, port: 0 });
    await expect(startServiceBus({ ...options, port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.stop();
  });
});

/** A connection of the AMQP library alone, which does what the SDK does not. */
async function rawConnection(): Promise<Connection> {
  const { connectionString } = await serviceBusUnderTest();
  const [, port] = /:(\d+);/.exec(connectionString) ?? [];
  const connection = rhea.create_container().connect({ port: Number(port), host: '127.0.0.1', reconnect: false });
  await once(connection, 'connection_open');
  return connection;
}

async function closed(connection: Connection): Promise<void> {
  connection.close();
  await once(connection, 'connection_close');
}

/** An attach (0x12) with an empty list, on channel 9, in which no session has begun. */
function garbledAttach(): number[] {
  return [0, 0, 0, 12, 2, 0, 0, 9, 0x00, 0x53, 0x12, 0x45];
}
