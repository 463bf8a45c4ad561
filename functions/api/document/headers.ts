import type { JsonSchema } from './schemas.js';

/** Headers of answers. */
export const HEADERS = {
  ETag: { description: 'Version of the order, for `If-None-Match`.', schema: { type: 'string' } },
  Location: { description: 'Where the order is.', schema: { type: 'string', format: 'uri-reference' } },
  'Retry-After': {
    description: 'Seconds after which to ask again.',
    schema: { type: 'integer', minimum: 0 },
  },
  'Preference-Applied': {
    description: 'The wait that was granted, where the order settled within it.',
    schema: { type: 'string', examples: ['wait=10'] },
  },
  'WWW-Authenticate': { description: 'What kind of token is needed (RFC 6750).', schema: { type: 'string' } },
} as const satisfies Record<string, JsonSchema>;
export type HeaderName = keyof typeof HEADERS;

export function headers(...names: HeaderName[]): Record<string, JsonSchema> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
