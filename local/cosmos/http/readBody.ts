import type { IncomingMessage } from 'node:http';
import { MAX_ITEM_BYTES } from '../model/item.js';
import { badRequest, tooLarge } from './cosmosError.js';

/** A request holds one item of the largest size, and what surrounds it in a batch. */
const MAX_REQUEST_BYTES = MAX_ITEM_BYTES + 64 * 1024;

/** The body as text. @throws CosmosError 413 where it is too large, 400 where the caller hung up before its end */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What is too much is still read, and dropped: the caller must come to see the answer.
      if (length <= MAX_REQUEST_BYTES) chunks.push(chunk);
    });
    request.once('end', () => {
      if (length > MAX_REQUEST_BYTES) reject(tooLarge());
      else resolve(Buffer.concat(chunks).toString());
    });
    request.once('error', () => reject(badRequest('The caller hung up.')));
  });
}
