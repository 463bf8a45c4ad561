import { learnedPauses } from './pauses.js';

const pauses = learnedPauses();

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks `read` again and again until `done` or the time is up: at once, or `later` where it cannot be done yet.
 *
 * @returns what was read last
 */
export async function pollUntil<T>(
  read: () => Promise<T>,
  done: (value: T) => boolean,
  seconds: number,
  begin: 'at once' | 'later' = 'at once',
): Promise<T> {
  const start = performance.now();
  const left = () => seconds * 1_000 - (performance.now() - start);
  if (begin === 'at once') {
    const value = await read();
    if (done(value)) return value;
  }
  for (let look = 0; ; look++) {
    await sleep(Math.min(pauses.before(look), Math.max(left(), 0)));
    const value = await read();
    if (done(value)) pauses.ended(look, performance.now() - start);
    else if (left() > 0) continue;
    return value;
  }
}
