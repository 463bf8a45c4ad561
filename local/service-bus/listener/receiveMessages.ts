import type { EventContext, Receiver, Session } from 'rhea';
import type { ListenerOptions, Slot } from '../listener.js';
import type { MessageHandling } from './messageHandling.js';
import { whenRefused } from './whenRefused.js';

/**
 * Receives from an entity without sessions: one message at a time on a link that stays.
 *
 * @param lost resolves when the connection is gone
 */
export function receiveMessages(
  session: Session,
  handling: MessageHandling,
  options: ListenerOptions,
  lost: Promise<void>,
): Slot {
  let link: Receiver | undefined;
  let inHand: Promise<void> | undefined;
  let stopped = false;
  let onDrained = (): void => {};

  const open = (): void => {
    if (stopped) return;
    const opened = session.open_receiver({ source: { address: options.path }, rcv_settle_mode: 0, snd_settle_mode: 0 });
    opened.on('message', (context: EventContext) => {
      inHand = handling.handle(context).then(() => {
        inHand = undefined;
        if (!stopped) opened.add_credit(1);
      });
      onDrained();
    });
    opened.on('receiver_drained', () => onDrained());
    whenRefused(opened, options, open);
    opened.add_credit(1);
    link = opened;
  };

  /** A message may be on its way already: its credit is asked back, and either that or the message comes. */
  const drain = async (): Promise<void> => {
    if (!link?.is_open() || inHand) return;
    const drained = new Promise<void>((resolve) => {
      onDrained = resolve;
    });
    link.drain_credit();
    await Promise.race([drained, lost]);
  };

  session.once('session_open', open);
  return {
    async stop() {
      stopped = true;
      await drain();
      await inHand;
    },
  };
}
