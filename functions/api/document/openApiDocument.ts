import { HEADERS } from './headers.js';
import { openApiOperation } from './operation.js';
import { cancelOrder, getMenu, getOrder, getTimeline, placeOrder } from './orderOperations.js';
import { getDocs, getHealth, getMyPoint, getOpenApi } from './otherOperations.js';
import { PARAMETERS } from './parameters.js';
import { componentSchemas, type JsonSchema } from './schemas.js';

const DESCRIPTION = `든든한 아침식사: order a breakfast, have it paid and delivered, and earn points.

JSON in UTF-8. Unknown fields are refused. Times are ISO 8601 in UTC, money is integer KRW. Problems are
\`application/problem+json\` (RFC 9457); their \`detail\` is Korean where \`Accept-Language\` prefers it.`;

export interface OpenApiDocument extends JsonSchema {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

/** OpenAPI 3.1 of the HTTP API, made from the schemas that check requests and shape answers. */
export function openApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hearty Breakfast',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    tags: [
      { name: 'orders', description: 'Take, show and cancel orders.' },
      { name: 'points', description: 'What customers earned.' },
      { name: 'service', description: 'About the API itself.' },
    ],
    paths: {
      '/menu': { get: openApiOperation(getMenu) },
      '/orders': { post: openApiOperation(placeOrder) },
      '/orders/{orderId}': { get: openApiOperation(getOrder) },
      '/orders/{orderId}/cancel': { post: openApiOperation(cancelOrder) },
      '/orders/{orderId}/timeline': { get: openApiOperation(getTimeline) },
      '/customers/{customerId}/points': { get: openApiOperation(getMyPoint) },
      '/health': { get: openApiOperation(getHealth) },
      '/openapi.json': { get: openApiOperation(getOpenApi) },
      '/docs': { get: openApiOperation(getDocs) },
    },
    components: {
      schemas: componentSchemas(),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: {
        bearerToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'OpenID Connect: the subject is the customerId; role `operator` in `roles` sees everyone.',
        },
      },
    },
  };
}
