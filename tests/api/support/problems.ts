import { expect } from 'vitest';
import { PROBLEMS, type ProblemSlug } from '../../../functions/shared/http/problem.js';

/** What an answer looks like that says this problem; for `toMatchObject`. */
export function problem(slug: ProblemSlug, extras: object = {}) {
  const { status, title } = PROBLEMS[slug];
  return {
    status,
    body: { type: `urn:hearty-breakfast:problem:${slug}`, title, status, detail: expect.any(String), ...extras },
  };
}

/** A problem with a request's fields, which says where. */
export function wrongFields(...paths: string[]) {
  return problem('invalid-request', { errors: paths.map((path) => expect.objectContaining({ path })) });
}
