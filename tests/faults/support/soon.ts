/** As `until`, for what needs no more than some turns of the event loop. */
export function soon(description: string, condition: () => boolean, patienceMs = 10_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (condition()) return resolve();
      if (performance.now() > deadline) return reject(new Error(`waited ${patienceMs} ms in vain: ${description}`));
      setImmediate(look);
    };
    look();
  });
}
