import * as z from 'zod';
import type { Clock } from './clock.js';
import type { Started } from './program.js';

/** What a test that forked this process may ask of it. */
const Request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('advance'), ms: z.number().nonnegative() }),
  z.object({ type: z.literal('idle') }),
]);

/** Whether a test forked this process; alone on a terminal nobody can move its clock. */
export const hasParent = process.send !== undefined;

/** Lets the parent process move the clock and ask whether everything is at rest. */
export function obeyParent(clock: Clock, started: Started): void {
  async function obey(request: z.infer<typeof Request>): Promise<void> {
    if (request.type === 'advance') {
      clock.advance(request.ms);
      await started.advance?.(request.ms);
    }
    process.send?.({ type: request.type, idle: !clock.isLate && (await started.idle()) });
  }
  // What cannot answer any more is about to end, and says why itself.
  process.on('message', (message) => void obey(Request.parse(message)).catch(() => {}));
  // The channel alone must not keep a stopped instance alive; a parent that died leaves nothing running.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
