const PATIENCE_MS = 10_000;
const PAUSE_MS = 10;

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
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain: ${description}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
