/** The longest wait that the API grants, in seconds. */
export const LONGEST_WAIT_SECONDS = 30;

/** What stands between the commas that are not in quotes. Quotes that never end reach to the end: nothing is read twice. */
const PREFERENCE = /(?:[^,"]|"(?:[^"\\]|\\.?)*(?:"|$))+/g;

/**
 * Seconds of `Prefer: wait=N` (RFC 7240), at most 30; undefined where the caller does not want to wait. Of a preference
 * that comes twice the first counts, and one that makes no sense is passed over, as all preferences may be.
 */
export function preferredWaitSeconds(prefer: string | null): number | undefined {
  const preferences = prefer?.match(PREFERENCE) ?? [];
  const wait = preferences.find((preference) => /^\s*wait\s*(?:[=;]|$)/i.test(preference)) ?? '';
  const seconds = /^\s*wait\s*=\s*("?)(\d{1,9})\1\s*(?:;|$)/i.exec(wait)?.[2];
  return seconds === undefined ? undefined : Math.min(Number(seconds), LONGEST_WAIT_SECONDS);
}
