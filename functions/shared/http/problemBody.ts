import { z } from 'zod';

/** A problem as the API shows it (RFC 9457). */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** In the caller's language, for a person to read. */
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.int().nonnegative().optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
