const ISO_DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;

/** Years as 365 days and months as 30, as .NET reads ISO 8601 durations. */
const UNITS_MS = [365 * 86_400_000, 30 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** An ISO 8601 duration such as `PT1M30S` in milliseconds; undefined where it is none. */
export function isoDuration(text: string): number | undefined {
  const match = ISO_DURATION.exec(text);
  if (!match || !/\d/.test(text)) return undefined;
  return UNITS_MS.reduce((sum, unit, at) => sum + unit * Number(match[at + 1] ?? 0), 0);
}
