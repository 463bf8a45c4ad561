import * as z from 'zod';
import { PROBLEMS, type ProblemSlug, problemType } from './problem.js';

const TYPES = (Object.keys(PROBLEMS) as ProblemSlug[]).map(problemType);

/** A problem as the API shows it (RFC 9457). */
export const ProblemBody = z.object({
  /** A client may meet types that it does not know yet. */
  type: z.string().meta({ enum: TYPES }),
  title: z.string(),
  status: z.int(),
  /** In the caller's language, for a person to read. */
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.int().nonnegative().optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
