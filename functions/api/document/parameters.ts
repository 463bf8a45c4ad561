import { OrderId } from '../../orders/http/orderId.js';
import { IdempotencyKey } from '../../orders/http/requests.js';
import { MyPointQuery } from '../../points/http/myPointQuery.js';
import { CustomerId } from '../../shared/customerId.js';
import { LONGEST_WAIT_SECONDS } from '../../shared/http/prefer.js';
import { inlineSchema, type JsonSchema } from './schemas.js';

const query = inlineSchema(MyPointQuery).properties as Record<keyof typeof MyPointQuery.shape, JsonSchema>;

function header(name: string, description: string, schema: JsonSchema) {
  return { name, in: 'header', required: false, description, schema };
}

function path(name: string, schema: JsonSchema) {
  return { name, in: 'path', required: true, schema };
}

/** What requests carry beside their body. */
export const PARAMETERS = {
  orderId: path('orderId', inlineSchema(OrderId)),
  customerId: path('customerId', inlineSchema(CustomerId)),
  limit: { name: 'limit', in: 'query', required: false, description: 'Entries on a page.', schema: query.limit },
  continuationToken: {
    name: 'continuationToken',
    in: 'query',
    required: false,
    description: 'Of the page before; opaque.',
    schema: query.continuationToken,
  },
  idempotencyKey: header(
    'Idempotency-Key',
    'The same key and body from the same customer always mean the same order.',
    inlineSchema(IdempotencyKey),
  ),
  prefer: header(
    'Prefer',
    `\`wait=N\` (RFC 7240): answer when the order settles, or after N seconds, at most ${LONGEST_WAIT_SECONDS}.`,
    { type: 'string', examples: ['wait=10'] },
  ),
  ifNoneMatch: header('If-None-Match', 'Answer 304 where the order still is this version.', { type: 'string' }),
  acceptLanguage: header('Accept-Language', 'Korean where it prefers `ko`, else English.', {
    type: 'string',
    examples: ['ko'],
  }),
} as const satisfies Record<string, JsonSchema>;
export type ParameterName = keyof typeof PARAMETERS;

export function parameters(...names: ParameterName[]): JsonSchema[] {
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}
