import type * as z from 'zod';
import { type FieldError, Problem } from './problem.js';

function fieldErrors(error: z.ZodError, within: readonly string[]): FieldError[] {
  return error.issues.flatMap(({ path, message, ...issue }) => {
    // Zod reports all unknown fields of an object at once, and at the object.
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
    return fields.map((field) => ({ path: [...within, ...path, ...field].join('.'), message }));
  });
}

/**
 * Checks `value` against `schema`.
 *
 * @param within path of the value in what the caller sent
 * @throws Problem `invalid-request` naming every field that is wrong
 */
export function check<T>(schema: z.ZodType<T>, value: unknown, ...within: string[]): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Problem('invalid-request', { errors: fieldErrors(parsed.error, within) });
  return parsed.data;
}
