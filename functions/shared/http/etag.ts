/**
 * Whether `If-None-Match` names the version that the caller would get (RFC 9110 §13.1.2, weak comparison).
 *
 * @param etag the current version, with its quotes
 */
export function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  const candidates = (ifNoneMatch ?? '').split(',').map((candidate) => candidate.trim().replace(/^W\//, ''));
  return candidates.includes(etag) || candidates.includes('*');
}
