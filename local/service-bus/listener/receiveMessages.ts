import type { EventContext, Receiver, Session } from 'rhea';
import type { ListenerOptions, Shared, Slot } from '../listener.js';

/** Receives from an entity without sessions: one message at a time on a link that stays. */
export function receiveMessages(
  session: Session,
  { handling, whenRefused, lost }: Shared,
  { path }: ListenerOptions,
): Slot {
  let link: Receiver | undefined;
  let inHand: Promise<void> | undefined;
  let stopped = false;
  let onDrained = (): void => {};

  const open = (): void => {
    if (stopped) return;
    const opened = session.open_receiver({ source: { address: path }, rcv_settle_mode: 0, snd_settle_mode: 0 });
    opened.on('message', (context: EventContext) => {
      inHand = handling.handle(context).then(() => {
        inHand = undefined;
        if (!stopped) opened.add_credit(1);
      });
      onDrained();
    });
    opened.on('receiver_drained', () => onDrained());
    whenRefused(opened, open);
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
