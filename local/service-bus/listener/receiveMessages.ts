import type { EventContext, Session } from 'rhea';
import type { ListenerOptions, Slot } from '../listener.js';
import type { MessageHandling } from './messageHandling.js';
import { whenRefused } from './whenRefused.js';

/** Receives from an entity without sessions: one message at a time on a link that stays. */
export function receiveMessages(session: Session, handling: MessageHandling, options: ListenerOptions): Slot {
  let stopped = false;
  let busy = false;
  let onIdle = (): void => {};

  const open = () => {
    const link = session.open_receiver({ source: { address: options.path }, rcv_settle_mode: 0, snd_settle_mode: 0 });
    link.on('message', async (context: EventContext) => {
      busy = true;
      await handling.handle(context);
      busy = false;
      if (stopped) onIdle();
      else link.add_credit(1);
    });
    link.on('receiver_drained', () => onIdle());
    whenRefused(link, options, () => !stopped && open());
    link.add_credit(1);
    return link;
  };
  const link = open();
  session.connection.once('disconnected', () => onIdle());
  return {
    /** A message may already be on its way: it is asked back by draining, or handled. */
    stop() {
      stopped = true;
      if (!link.is_open()) return Promise.resolve();
      if (!busy) link.drain_credit();
      return new Promise((resolve) => {
        onIdle = resolve;
      });
    },
  };
}
