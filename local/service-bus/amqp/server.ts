import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import rhea, { type Connection, type Container, type EventContext } from 'rhea';
import { listenOn } from '../../listen.js';
import type { Log } from '../../log.js';
import { batchOutput } from './batchedOutput.js';
import { MAX_MESSAGE_BYTES } from './clientSends.js';
import { cureDelayedAcknowledgement } from './delayedAcknowledgement.js';
import { keepMessagesEncoded } from './encodedMessages.js';
import type { LinkRouter } from './linkRouter.js';
import type { OpenLinks } from './openLinks.js';
import { connectionInternals } from './rheaInternals.js';
import { surviveErrors } from './surviveErrors.js';

export interface AmqpServer {
  readonly port: number;
  /** Resolves when no connection is left. */
  stop(): Promise<void>;
}

/** Clients give up after 2 minutes of silence; rhea keeps the connection alive at half of what they announce. */
const IDLE_TIMEOUT_MS = 120_000;

const MAX_FRAME_BYTES = 65_536;

const CONNECTION_OPTIONS = {
  max_frame_size: MAX_FRAME_BYTES,
  idle_time_out: IDLE_TIMEOUT_MS,
  tcp_no_delay: true,
  receiver_options: { autoaccept: false, credit_window: 1000, max_message_size: MAX_MESSAGE_BYTES },
  sender_options: { autosettle: false, treat_modified_as_released: false },
};

/** Listens for AMQP 1.0 connections on this machine. @throws the socket's error, e.g. EADDRINUSE */
export async function startAmqpServer(
  port: number,
  router: LinkRouter,
  links: OpenLinks,
  log: Log,
): Promise<AmqpServer> {
  const container = rhea.create_container({ id: 'hearty-breakfast-service-bus' });
  listenForEvents(container, router, links, log);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const connection = container.create_connection({ ...CONNECTION_OPTIONS } as never);
    connectionInternals(connection).accept(socket);
    socket.on('data', () => {
      // rhea would collect whatever a client promises.
      if ((connectionInternals(connection).frame_size ?? 0) > MAX_FRAME_BYTES) socket.destroy();
    });
    socket.once('close', () => {
      sockets.delete(socket);
      // rhea hears of an ending socket, not of a destroyed one.
      connectionInternals(connection)._disconnected();
      links.connectionClosed(connection);
    });
    connection.once('connection_open', () => {
      batchOutput(connection, socket);
      cureDelayedAcknowledgement(connection, socket);
    });
  });
  const listening = await listenOn(server, port);
  return {
    port: listening,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function listenForEvents(container: Container, router: LinkRouter, links: OpenLinks, log: Log): void {
  container.on('session_open', ({ session }: EventContext) => {
    if (session) keepMessagesEncoded(session);
  });
  container.on('sender_open', (context: EventContext) => router.onSenderOpen(context));
  container.on('receiver_open', (context: EventContext) => router.onReceiverOpen(context));
  container.on('sender_close', ({ sender }: EventContext) => sender && links.closed(sender));
  container.on('receiver_close', ({ receiver }: EventContext) => receiver && links.closed(receiver));
  container.on('session_close', ({ session }: EventContext) => session && links.sessionClosed(session));
  const connectionGone = ({ connection }: { connection: Connection }): void => links.connectionClosed(connection);
  container.on('connection_close', connectionGone);
  container.on('disconnected', connectionGone);
  surviveErrors(container, log);
}
