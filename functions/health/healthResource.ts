import * as z from 'zod';

/** The app's health as the API shows it. */
export const HealthResource = z.object({
  status: z.enum(['ok', 'unavailable']),
  payment: z.object({
    circuit: z.enum(['closed', 'open', 'half-open']),
    retryAfterSeconds: z.int().nonnegative().nullable(),
  }),
});
export type HealthResource = z.infer<typeof HealthResource>;
