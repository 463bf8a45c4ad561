/** As `until`, for what needs no more than some turns of the event loop. */
export async function soon(description: string, condition: () => boolean, patienceMs = 10_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain: ${description}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
