const PATIENCE_MS = 10_000;
/** Between two probes, at first and at most: what is near is soon seen, and what takes long is not held up by being asked. */
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 40;
const GROWTH = 1.5;

/**
 * Asks `probe` until it gives something.
 *
 * @param description what is waited for, said when it does not come
 * @returns what the probe gave
 */
export async function until<T>(
  description: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS)) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain: ${description}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
