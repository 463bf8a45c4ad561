import type { Receiver } from 'rhea';
import type { ListenerOptions } from '../listener.js';

/** How long to wait before a link that the broker closed is opened again. */
const RETRY_MS = 1000;

/** What the broker says when no session became available in time; asking again is all there is to do. */
const TIMEOUT = 'com.microsoft:timeout';

/** Says why the broker closed a link, and tries again: at once where it was only the end of waiting. */
export function whenRefused(link: Receiver, { clock, log, path }: ListenerOptions, retry: () => void): void {
  link.on('receiver_error', () => {
    const { error } = link;
    const condition = error && 'condition' in error ? error.condition : undefined;
    if (condition === TIMEOUT) return retry();
    log.write('warn', 'service-bus', `${path}: the broker closed the receiver: ${condition}`);
    clock.after(RETRY_MS, retry);
  });
}
