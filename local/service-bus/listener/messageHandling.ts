import type { EventContext } from 'rhea';
import * as z from 'zod';
import type { ListenerOptions } from '../listener.js';
import type { LockRenewal } from './lockRenewal.js';
import { readMessage } from './receivedMessage.js';

const Arrival = z.object({ message: z.instanceof(Buffer), tag: z.instanceof(Buffer) });

/** What happens to a message that has arrived: the handler is called under a lock that lasts, and decides. */
export class MessageHandling {
  constructor(
    private readonly options: Pick<ListenerOptions, 'handle' | 'autoComplete' | 'path' | 'log' | 'sessions'>,
    private readonly renewal: LockRenewal,
  ) {}

  /** Resolves when the message is settled. Never rejects. */
  async handle({ message: encoded, delivery }: EventContext): Promise<void> {
    if (!delivery) return;
    const { handle, autoComplete = true, path, log, sessions } = this.options;
    try {
      const arrival = Arrival.parse({ message: encoded, tag: delivery.tag });
      const { message, lockedUntil } = readMessage(arrival.message, arrival.tag);
      const lock = sessions ? { sessionId: message.sessionId ?? '' } : { lockToken: message.lockToken };
      const stopRenewing = this.renewal.keep(lock, lockedUntil);
      try {
        await handle(message);
      } finally {
        stopRenewing();
      }
      if (autoComplete) delivery.accept();
    } catch (error) {
      log.write('debug', 'service-bus', `${path}: abandoned: ${error}`);
      delivery.modified({ delivery_failed: true, undeliverable_here: false });
    }
  }
}
