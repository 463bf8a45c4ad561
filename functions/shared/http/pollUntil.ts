const FIRST_PAUSE_MS = 8;
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
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}
