import { PROBLEMS, type ProblemSlug, problemType } from '../../shared/http/problem.js';
import { headers } from './headers.js';
import { type JsonSchema, schemaRef } from './schemas.js';

/** What comes with a problem beside the sentences, as examples show it. */
const EXTRAS: Partial<Record<ProblemSlug, object>> = {
  'invalid-request': { errors: [{ path: 'lines.0.quantity', message: 'Too big: expected number to be <=99' }] },
  'payment-overloaded': { retryAfterSeconds: 5 },
};

const HEADERS: Partial<Record<ProblemSlug, JsonSchema>> = {
  'payment-overloaded': { headers: headers('Retry-After') },
  unauthorized: { headers: headers('WWW-Authenticate') },
};

function exampleOf(slug: ProblemSlug) {
  const { status, title, en } = PROBLEMS[slug];
  return { summary: title, value: { type: problemType(slug), title, status, detail: en, ...EXTRAS[slug] } };
}

/** Responses for problems, by status: several slugs may share one. */
export function problemResponses(slugs: readonly ProblemSlug[]): Record<string, JsonSchema> {
  const statuses = [...new Set(slugs.map((slug) => PROBLEMS[slug].status))];
  const groups = statuses.map((status) => slugs.filter((slug) => PROBLEMS[slug].status === status));
  return Object.fromEntries(
    groups.map((group, index) => [
      String(statuses[index]),
      {
        description: group.map((slug) => `\`${slug}\`: ${PROBLEMS[slug].en}`).join('\n\n'),
        ...Object.assign({}, ...group.map((slug) => HEADERS[slug])),
        content: {
          'application/problem+json': {
            schema: schemaRef('Problem'),
            examples: Object.fromEntries(group.map((slug) => [slug, exampleOf(slug)])),
          },
        },
      },
    ]),
  );
}
