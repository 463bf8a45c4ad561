import type { Answer } from './answer.js';

/** Every problem that the API answers with: its status and what it says, in both languages. */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'Invalid request',
    en: 'The request breaks a rule of the API.',
    ko: '요청이 올바르지 않습니다.',
  },
  'malformed-json': {
    status: 400,
    title: 'Malformed JSON',
    en: 'The body is not JSON in UTF-8.',
    ko: '본문이 UTF-8 JSON 형식이 아닙니다.',
  },
  unauthorized: {
    status: 401,
    title: 'Unauthorized',
    en: 'A valid bearer token is needed.',
    ko: '로그인이 필요합니다.',
  },
  forbidden: {
    status: 403,
    title: 'Forbidden',
    en: 'This belongs to another customer.',
    ko: '다른 고객의 정보입니다.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    en: 'There is nothing here.',
    ko: '찾을 수 없습니다.',
  },
  'not-cancellable': {
    status: 409,
    title: 'Not cancellable',
    en: 'The order can no longer be cancelled.',
    ko: '이 주문은 더 이상 취소할 수 없습니다.',
  },
  'payload-too-large': {
    status: 413,
    title: 'Payload too large',
    en: 'The body may have 64 KiB at most.',
    ko: '본문은 64 KiB를 넘을 수 없습니다.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    en: 'The body must be application/json.',
    ko: '본문은 application/json이어야 합니다.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency key reused',
    en: 'This Idempotency-Key came with another body before.',
    ko: '같은 Idempotency-Key가 다른 내용으로 이미 사용되었습니다.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    en: 'Something went wrong on our side. Please try again.',
    ko: '저희 쪽에 문제가 생겼습니다. 다시 시도해 주세요.',
  },
  'payment-overloaded': {
    status: 503,
    title: 'Payment overloaded',
    en: 'Payment is very busy right now. Nothing was taken; please come back in a moment.',
    ko: '지금 결제가 많이 밀려 있습니다. 처리된 내용은 없으니 잠시 후 다시 찾아 주세요.',
  },
} as const satisfies Record<string, { status: number; title: string; en: string; ko: string }>;

export type ProblemSlug = keyof typeof PROBLEMS;

/** What names a problem for good. */
export function problemType(slug: ProblemSlug): string {
  return `urn:hearty-breakfast:problem:${slug}`;
}

/** One field that is wrong; `path` is dotted, as in `lines.0.quantity`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** `WWW-Authenticate` (RFC 6750 §3). */
  readonly challenge?: string;
}

/**
 * Thrown at the HTTP edge only, where it becomes a problem+json answer. It is an answer and no error, so nobody has to
 * collect the stack that it came from: the door turns away thousands a second while payment is overloaded.
 */
export class Problem {
  constructor(
    readonly slug: ProblemSlug,
    readonly extras: ProblemExtras = {},
  ) {}
}

export type Language = 'ko' | 'en';

/** Enough to mend a request by, and no more than a hostile one should get to make. */
const MOST_ERRORS = 20;

/** The answer of RFC 9457 for a problem. */
export function problemAnswer({ slug, extras }: Problem, language: Language): Answer {
  const problem = PROBLEMS[slug];
  const { errors, retryAfterSeconds, challenge } = extras;
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
      ...(challenge !== undefined && { 'www-authenticate': challenge }),
    },
    body: JSON.stringify({
      type: problemType(slug),
      title: problem.title,
      status: problem.status,
      detail: problem[language],
      ...(errors && { errors: errors.slice(0, MOST_ERRORS) }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    }),
  };
}
