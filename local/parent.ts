import { z } from 'zod';
import type { LocalAzure } from './azure.js';
import type { Clock } from './clock.js';

/** What a test that forked this process may ask of it. */
const Request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('advance'), ms: z.number().nonnegative() }),
  z.object({ type: z.literal('idle') }),
]);

/** Whether a test forked this process; alone on a terminal nobody can move its clock. */
export const hasParent = process.send !== undefined;

/** Lets the parent process move the clock and ask whether everything is at rest. */
export function obeyParent(clock: Clock, azure: LocalAzure): void {
  process.on('message', (message) => {
    const request = Request.parse(message);
    if (request.type === 'advance') clock.advance(request.ms);
    process.send?.({ type: request.type, idle: azure.idle() });
  });
  // The channel alone must not keep a stopped instance alive; a parent that died leaves nothing running.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
