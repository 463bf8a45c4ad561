import { createHash } from 'node:crypto';

function seal(customerId: string, position: string): string {
  return createHash('sha256').update(`${customerId}\n${position}`).digest('base64url').slice(0, 12);
}

/** An opaque token that stands for "older than `position`" of one customer's entries. */
export function continuationToken(customerId: string, position: string): string {
  return Buffer.from(`${seal(customerId, position)}${position}`).toString('base64url');
}

/** The position that a token stands for; undefined for a token that was not made for this customer. */
export function positionOf(customerId: string, token: string): string | undefined {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const position = text.slice(12);
  return text === `${seal(customerId, position)}${position}` ? position : undefined;
}
