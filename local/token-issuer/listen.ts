import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const DEFAULT_PORT = 9091;

async function listenOn(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/**
 * Listens on this machine only.
 *
 * @param port 0 for a free one; undefined for the default, or a free one where that is taken, since a second instance
 * that nobody asks for tokens must not fail for it
 * @returns the port
 * @throws where a port that was named is taken
 */
export async function listen(server: Server, port: number | undefined): Promise<number> {
  if (port !== undefined) return listenOn(server, port);
  return listenOn(server, DEFAULT_PORT).catch(() => listenOn(server, 0));
}
