import { createHash } from 'node:crypto';

const SEAL_LENGTH = 12;

/** No secret: it keeps accidents out, and whoever forges one sees nothing but their own points. */
function seal(customerId: string, position: string): string {
  return createHash('sha256').update(`${customerId}\n${position}`).digest('base64url').slice(0, SEAL_LENGTH);
}

/** An opaque token that stands for "older than `position`" of one customer's entries. */
export function tokenFor(customerId: string, position: string): string {
  return Buffer.from(`${seal(customerId, position)}${position}`).toString('base64url');
}

/** The position that a token stands for; undefined for a token that was not made for this customer. */
export function positionOf(customerId: string, token: string): string | undefined {
  const position = Buffer.from(token, 'base64url').toString('utf8').slice(SEAL_LENGTH);
  return tokenFor(customerId, position) === token ? position : undefined;
}
