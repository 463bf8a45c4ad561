import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Address } from './address.js';
import { CosmosError } from './cosmosError.js';

/** Azure's limit for how far the caller's clock may be off. */
const MAX_SKEW_MS = 15 * 60 * 1000;

const SIGNATURE = /^type=master&ver=1\.0&sig=(.+)$/;

const unauthorized = (why: string) =>
  new CosmosError(401, `The input authorization token can't serve the request: ${why}`);

/** Checks that a request was signed with the account's key. @throws CosmosError 401, or 403 where it is too old */
export type Authorize = (method: string, address: Address, headers: IncomingHttpHeaders) => void;

function signatureIn(authorization: string): string | undefined {
  try {
    return SIGNATURE.exec(decodeURIComponent(authorization))?.[1];
  } catch {
    return undefined;
  }
}

/** @param accountKey base64 */
export function authorizeWith(accountKey: string): Authorize {
  const secret = createSecretKey(Buffer.from(accountKey, 'base64'));
  return (method, { resourceType, resourceId }, headers) => {
    const date = headers['x-ms-date'];
    if (typeof date !== 'string' || headers.authorization === undefined) throw unauthorized('it is not signed.');
    const given = signatureIn(headers.authorization);
    if (given === undefined) throw unauthorized('only signatures with the account key are supported.');

    const text = `${method.toLowerCase()}\n${resourceType.toLowerCase()}\n${resourceId}\n${date.toLowerCase()}\n\n`;
    const expected = createHmac('sha256', secret).update(text).digest();
    const signature = Buffer.from(given, 'base64');
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw unauthorized('the signature does not match.');
    }
    // The caller signs with the machine's clock, which is not the one that tests move.
    if (!(Math.abs(Date.now() - Date.parse(date)) <= MAX_SKEW_MS)) {
      throw new CosmosError(403, 'The authorization token is not valid at the current time.');
    }
  };
}
