import * as z from 'zod';
import { openChannel } from './channel.js';
import type { Clock } from './clock.js';
import type { Started } from './program.js';

/** What a test that forked this process may ask of it. */
const Request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('advance'), ms: z.number().nonnegative() }),
  z.object({ type: z.literal('idle') }),
]);
export type Request = z.infer<typeof Request>;

/** Whether a test forked this process; alone on a terminal nobody can move its clock. */
export const hasParent = process.send !== undefined;

/** Lets the parent process move the clock and ask whether everything is at rest. */
export function obeyParent(clock: Clock, started: Started): void {
  async function obey(request: Request): Promise<boolean> {
    if (request.type === 'advance') {
      clock.advance(request.ms);
      await started.advance?.(request.ms);
    }
    return !clock.isLate && (await started.idle());
  }

  openChannel(process, (request) => obey(Request.parse(request)));
  // The channel alone must not keep a stopped instance alive; a parent that died leaves nothing running.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
