import { setTimeout as sleep } from 'node:timers/promises';
import type { Shop } from './shop.js';

const STEP_MS = 10;

/** Has the shop's time go `speed` times as fast until `work` is done. The app's own timeouts keep to the machine's time. */
export async function passTimeFaster<T>(shop: Shop, speed: number, work: Promise<T>): Promise<T> {
  let done = false;
  const result = work.finally(() => {
    done = true;
  });
  result.catch(() => {});
  while (!done) {
    await shop.process.advance(STEP_MS * (speed - 1));
    await Promise.race([result, sleep(STEP_MS)]);
  }
  return result;
}
