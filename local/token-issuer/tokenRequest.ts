import * as z from 'zod';

export const DEFAULT_AUDIENCE = 'hearty-breakfast';

/** Body of POST /token: whom the token shall name. */
export const TokenRequest = z.strictObject({
  subject: z.string().min(1).max(200),
  roles: z.array(z.string()).default([]),
  audience: z.string().min(1).default(DEFAULT_AUDIENCE),
  lifetimeSeconds: z
    .int()
    .min(1)
    .default(12 * 3_600),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

/** Answer of POST /token, as OAuth 2.0 shapes it (RFC 6749 §5.1). */
export const TokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
});
export type TokenAnswer = z.infer<typeof TokenAnswer>;
