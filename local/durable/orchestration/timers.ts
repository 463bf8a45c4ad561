const DAY = 86_400_000;

/** Longest wait that one timer takes in one go, and the length of the steps of a longer one (AzureStorage defaults). */
export const MAXIMUM_SHORT_TIMER = { text: '6.00:00:00', ms: 6 * DAY };
export const LONG_TIMER_INTERVAL = { text: '3.00:00:00', ms: 3 * DAY };

/** When a timer that ends at `until` fires next, seen from `time`. */
export function nextFiring(time: number, until: number): number {
  return until - time > MAXIMUM_SHORT_TIMER.ms ? time + LONG_TIMER_INTERVAL.ms : until;
}
