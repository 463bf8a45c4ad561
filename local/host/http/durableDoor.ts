import type { Durable } from '../../durable/durable.js';
import type { Door } from './frontDoor.js';

/** Where the extension's webhooks are, and where its client calls the host directly. */
const PREFIXES = ['/runtime/webhooks/durabletask/', '/durabletask/'];

/** The doors to the durable engine's HTTP API, which the durable client in the app calls. */
export function createDurableDoors(durable: Durable): Record<string, Door> {
  const doors = PREFIXES.map((prefix): [string, Door] => [
    prefix,
    async ({ method, query, headers, body, url }) => {
      const path = new URL(url).pathname.slice(prefix.length - 1);
      const request = { method, path, query, headers, body: Buffer.from(body).toString('utf8'), url };
      const answer = await durable.handle(request);
      return { status: answer.status, headers: Object.entries(answer.headers), body: answer.body };
    },
  ]);
  return Object.fromEntries(doors);
}
