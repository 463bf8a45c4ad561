import type { HttpRequest } from '@azure/functions';

/** Parameters as RFC 9110 §5.6.6 writes them, such as `; charset="utf-8"`. */
const JSON_TYPE = /^application\/json((?:\s*;\s*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[^"\\]*"))*)(?:\s*;)?$/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)"?/gi;

/** Whether the body claims to be JSON in UTF-8, as it is and not compressed. */
export function isJson({ headers }: HttpRequest): boolean {
  const parameters = JSON_TYPE.exec(headers.get('content-type')?.trim() ?? '')?.[1];
  if (parameters === undefined) return false;
  const charsets = [...parameters.matchAll(CHARSET)].map(([, charset = '']) => charset.toLowerCase());
  const coding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  return charsets.every((charset) => charset === 'utf-8' || charset === 'utf8') && coding === 'identity';
}
