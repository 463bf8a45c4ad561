import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/** This machine alone. */
const LOOPBACK = '127.0.0.1';

/**
 * Listens at a port, 0 for a free one.
 *
 * @returns the port
 * @throws what the server says where it cannot: EADDRINUSE where the port is taken
 */
export async function listenOn(server: Server, port: number, address = LOOPBACK): Promise<number> {
  server.listen(port, address);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Closes a server with all its connections, also those on which somebody waits for an answer. */
export async function closeNow(server: HttpServer): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
