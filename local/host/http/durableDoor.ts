import type { Durable } from '../../durable/durable.js';
import type { Door } from './frontDoor.js';

/** The durable engine's HTTP API, which the durable client in the app calls. */
export function createDurableDoor(durable: Durable): Door {
  return async ({ method, query, headers, body, url }, path) => {
    const answer = await durable.handle({
      method,
      path,
      query,
      headers,
      body: Buffer.from(body).toString('utf8'),
      url,
    });
    return { status: answer.status, headers: Object.entries(answer.headers), body: answer.body };
  };
}
