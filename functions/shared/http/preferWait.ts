/** The longest wait that the API grants. */
export const LONGEST_WAIT_SECONDS = 30;

/** Seconds of `Prefer: wait=N` (RFC 7240), at most 30; undefined where the caller does not want to wait. */
export function preferredWaitSeconds(prefer: string | null): number | undefined {
  for (const preference of (prefer ?? '').split(/[,;]/)) {
    const match = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference);
    if (match) return Math.min(Number(match[1]), LONGEST_WAIT_SECONDS);
  }
  return undefined;
}

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 500;

/**
 * Asks `read` again and again, ever less often, until `done` or the time is up.
 *
 * @returns what was read last
 */
export async function pollUntil<T>(read: () => Promise<T>, done: (value: T) => boolean, seconds: number): Promise<T> {
  const deadline = performance.now() + seconds * 1_000;
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    const value = await read();
    const left = deadline - performance.now();
    if (done(value) || left <= 0) return value;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pause, left)));
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
  }
}
