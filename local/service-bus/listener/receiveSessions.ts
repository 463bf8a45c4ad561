import type { EventContext, Session } from 'rhea';
import type { ListenerOptions, Shared, Slot } from '../listener.js';

/** Asks for the next session that has messages. */
const NEXT_SESSION = { 'com.microsoft:session-filter': null };

/** Kept so long where messages are not completed: giving the session back would deliver them again at once. */
const UNCOMPLETED_IDLE_MS = 60_000;

/**
 * Receives from an entity with sessions, one session after the other. Request for a session and credit for its first
 * message travel together, and so do the settlement, the farewell and the request for the next session.
 */
export function receiveSessions(session: Session, { handling, whenRefused }: Shared, options: ListenerOptions): Slot {
  const { path, clock, sessionIdleMs = 0, autoComplete = true } = options;
  const idleMs = autoComplete ? sessionIdleMs : Math.max(sessionIdleMs, UNCOMPLETED_IDLE_MS);
  let stopped = false;
  let inHand: Promise<void> | undefined;

  const next = (): void => {
    if (stopped || !session.is_open()) return;
    const link = session.open_receiver({
      source: { address: path, filter: NEXT_SESSION },
      rcv_settle_mode: 0,
      snd_settle_mode: 0,
    });
    let left = false;
    let handled = 0;
    const leave = (): void => {
      if (left) return;
      left = true;
      link.close();
      next();
    };
    link.on('message', (context: EventContext) => {
      // The broker keeps what was on its way when the session was given back. Settled once that is certain, the delivery
      // counts for nothing; never settled, it would block the buffers of both ends after 2047 others.
      if (left) link.once('receiver_close', () => context.delivery?.release());
      if (left || stopped) return;
      inHand = handling.handle(context).then(() => {
        inHand = undefined;
        handled += 1;
        if (idleMs === 0 || stopped) return leave();
        const before = handled;
        link.add_credit(1);
        clock.after(idleMs, () => before === handled && !inHand && leave());
      });
    });
    whenRefused(link, () => {
      if (!left) next();
      left = true;
    });
    link.add_credit(1);
  };

  session.once('session_open', next);
  return {
    async stop() {
      stopped = true;
      await inHand;
    },
  };
}
