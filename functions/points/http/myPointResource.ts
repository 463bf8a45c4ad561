import * as z from 'zod';
import { MyPointEntry } from '../domain/myPoint.js';

/** A customer's points as the API shows them. */
export const MyPointResource = z.object({
  customerId: z.string(),
  balance: z.int(),
  accrued: z.int(),
  revoked: z.int(),
  entries: z.array(MyPointEntry.omit({ id: true, kind: true, customerId: true, position: true })),
  continuationToken: z.string().nullable(),
});
export type MyPointResource = z.infer<typeof MyPointResource>;
