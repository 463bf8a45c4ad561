import type { ProblemSlug } from '../../shared/http/problem.js';
import { type HeaderName, headers } from './headers.js';
import { type ParameterName, parameters } from './parameters.js';
import { problemResponses } from './problems.js';
import { type JsonSchema, type SchemaName, schemaRef } from './schemas.js';

export interface Answer {
  readonly description: string;
  readonly schema?: SchemaName;
  readonly mediaType?: string;
  readonly headers?: readonly HeaderName[];
}

/** One route, as this document's author writes it down. */
export interface Operation {
  /** Name of the Azure function. */
  readonly operationId: string;
  readonly summary: string;
  readonly tag: 'orders' | 'points' | 'service';
  readonly parameters?: readonly ParameterName[];
  readonly body?: { readonly schema: SchemaName; readonly required: boolean };
  readonly answers: Readonly<Record<number, Answer>>;
  readonly problems: readonly ProblemSlug[];
  /** Whether it needs a token where tokens are needed. */
  readonly guarded: boolean;
}

function response({ description, schema, mediaType = 'application/json', headers: names = [] }: Answer): JsonSchema {
  return {
    description,
    ...(names.length > 0 && { headers: headers(...names) }),
    ...(schema && { content: { [mediaType]: { schema: schemaRef(schema) } } }),
    ...(!schema && mediaType !== 'application/json' && { content: { [mediaType]: { schema: { type: 'string' } } } }),
  };
}

/** An operation as OpenAPI wants it. */
export function openApiOperation(operation: Operation): JsonSchema {
  const { operationId, summary, tag, body, answers, guarded } = operation;
  const problems: ProblemSlug[] = [
    ...operation.problems,
    ...(guarded ? (['unauthorized', 'forbidden'] as const) : []),
    'internal',
  ];
  return {
    operationId,
    summary,
    tags: [tag],
    // Where AUTH_ISSUER is not set the API is open, so a token is one of two ways in.
    security: guarded ? [{ bearerToken: [] }, {}] : [],
    parameters: parameters(...(operation.parameters ?? []), 'acceptLanguage'),
    ...(body && {
      requestBody: { required: body.required, content: { 'application/json': { schema: schemaRef(body.schema) } } },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer)])),
      ...problemResponses(problems),
    },
  };
}
