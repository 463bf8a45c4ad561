const ENTITY_TAG = /(?:W\/)?("[^"]*")/g;

/**
 * Whether `If-None-Match` names the version that the caller would get (RFC 9110 §13.1.2, weak comparison).
 *
 * @param etag the current version, with its quotes
 */
export function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  const header = ifNoneMatch?.trim() ?? '';
  return header === '*' || [...header.matchAll(ENTITY_TAG)].some(([, tag]) => tag === etag);
}
