import type { Receiver } from 'rhea';
import type { ListenerOptions } from '../listener.js';

/** Opens a link again, by calling `retry`, that the broker has closed. */
export type WhenRefused = (link: Receiver, retry: () => void) => void;

/** How long to wait before a link that the broker closed is opened again. */
const RETRY_MS = 1000;

/** What the broker says when no session became available in time; asking again is all there is to do. */
const TIMEOUT = 'com.microsoft:timeout';

/**
 * Says why the broker closes links, and tries again: at once where it was only the end of waiting. For all links of a
 * listener, which are refused together, and every second: one line says it.
 */
export function whenRefusedFor({ clock, log, path }: ListenerOptions): WhenRefused {
  let told: string | undefined;
  return (link, retry) => {
    link.on('receiver_error', () => {
      const { error } = link;
      const { condition, description } = error && 'condition' in error ? error : {};
      if (condition === TIMEOUT) return retry();
      const reason = description ?? condition;
      if (reason !== told) log.write('warn', 'service-bus', `${path}: the broker closed the receiver: ${reason}`);
      told = reason;
      clock.after(RETRY_MS, retry);
    });
  };
}
