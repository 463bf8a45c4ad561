import type { Server } from 'node:http';
import { listenOn } from '../listen.js';

export const DEFAULT_PORT = 9091;

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
