import * as z from 'zod';
import { badRequest } from '../http/cosmosError.js';
import type { SqlValue } from './values.js';

/** Where a page of a query ended: enough to go on from there, whatever was written in between. */
export interface Cursor {
  /** Of the last item. */
  readonly number: number;
  /** What the last item was ordered by. */
  readonly orderedBy: readonly SqlValue[];
  /** Items returned so far, for TOP and LIMIT. */
  readonly returned: number;
}

/** An array around each value, because JSON has no undefined. */
const Written = z.tuple([z.number(), z.array(z.array(z.json()).max(1)), z.number()]);

/** As an opaque continuation token. */
export function writeCursor({ number, orderedBy, returned }: Cursor): string {
  const values = orderedBy.map((value) => (value === undefined ? [] : [value]));
  return Buffer.from(JSON.stringify([number, values, returned])).toString('base64url');
}

/** @throws CosmosError 400 */
export function readCursor(token: string): Cursor {
  try {
    const [number, values, returned] = Written.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
    return { number, orderedBy: values.map(([value]) => value), returned };
  } catch {
    throw badRequest('Invalid continuation token.');
  }
}
