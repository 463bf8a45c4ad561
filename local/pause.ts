import type { Clock } from './clock.js';

/** Waits for `ms` milliseconds of the clock, or until the signal. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      alarm.cancel();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const alarm = clock.after(ms, wake);
    signal.addEventListener('abort', wake);
  });
}
