import type { Shop } from './shop.js';
import { until } from './until.js';

/** Moves the shop's time step by step, each once everything that was due has been done, until `probe` gives something. */
export function passTimeUntil<T>(
  shop: Shop,
  description: string,
  probe: () => Promise<T | undefined | false>,
  stepMs: number,
  patienceMs?: number,
): Promise<T> {
  return until(
    description,
    async () => {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      if (await shop.process.idle()) await shop.process.advance(stepMs);
      return undefined;
    },
    patienceMs,
  );
}
