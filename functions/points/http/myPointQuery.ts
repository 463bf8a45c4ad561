import * as z from 'zod';

/** Query of GET /customers/{customerId}/points. */
export const MyPointQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(20),
  continuationToken: z.string().min(1).max(500).optional(),
});
