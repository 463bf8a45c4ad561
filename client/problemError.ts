import { PROBLEMS, type ProblemSlug, problemType } from '../functions/shared/http/problem.js';
import { ProblemBody } from '../functions/shared/http/problemBody.js';

/** `unexpected`: the answer is not the API's own, but that of something on the way. */
export type Slug = ProblemSlug | 'unexpected';

export interface ProblemDetails {
  readonly slug: Slug;
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  /** The fields that are wrong; `path` is dotted, as in `lines.0.quantity`. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** The API said no. The message is for a person to read, in the language that the client asks for. */
export class ProblemError extends Error implements ProblemDetails {
  override readonly name = 'ProblemError';
  readonly slug: Slug;
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly errors: ProblemDetails['errors'];

  constructor(message: string, { slug, status, retryAfterSeconds, errors }: ProblemDetails) {
    super(message);
    this.slug = slug;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.errors = errors;
  }
}

const SLUGS = Object.keys(PROBLEMS) as ProblemSlug[];

function slugOf(type: string): Slug {
  return SLUGS.find((slug) => problemType(slug) === type) ?? 'unexpected';
}

/** Seconds of a `Retry-After` header (RFC 9110 §10.2.3), which may also be a date. */
function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1_000));
}

function parseBody(text: string) {
  try {
    return ProblemBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What an answer says that is not a success. */
export function problemOf(response: Response, text: string): ProblemError {
  const body = parseBody(text);
  return new ProblemError(body?.detail ?? `HTTP ${response.status}`, {
    slug: body ? slugOf(body.type) : 'unexpected',
    status: response.status,
    retryAfterSeconds: retryAfter(response.headers.get('retry-after'), Date.now()) ?? body?.retryAfterSeconds,
    errors: body?.errors ?? [],
  });
}
