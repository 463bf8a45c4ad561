import { learnedPauses } from './pauses.js';

const pauses = learnedPauses();

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks `read` again and again until what it brings has an end, or the time is up: at once, or `later` where it cannot
 * have one yet.
 *
 * @param endedAt when what was read came to its end (milliseconds since 1970), undefined while it has not
 * @returns what was read last
 */
export async function pollUntil<T>(
  read: () => Promise<T>,
  endedAt: (value: T) => number | undefined,
  seconds: number,
  begin: 'at once' | 'later' = 'at once',
): Promise<T> {
  const start = performance.now();
  const waited = () => performance.now() - start;
  if (begin === 'at once') {
    const value = await read();
    if (endedAt(value) !== undefined) return value;
  }
  for (;;) {
    const left = seconds * 1_000 - waited();
    await sleep(Math.min(pauses.next(waited()), Math.max(left, 0)));
    const value = await read();
    const end = endedAt(value);
    // It ended some time before it was looked at.
    if (end !== undefined) pauses.ended(Math.max(waited() - Math.max(Date.now() - end, 0), 0));
    else if (waited() < seconds * 1_000) continue;
    return value;
  }
}
