import type { Session } from 'rhea';
import { sessionInternals } from './rheaInternals.js';

/**
 * Makes the messages of a session arrive as bytes. rhea decodes what has format 0, and loses types by it; what comes
 * without a format it leaves alone.
 */
export function keepMessagesEncoded(session: Session): void {
  const internals = sessionInternals(session);
  const onTransfer = internals.on_transfer.bind(session);
  internals.on_transfer = (frame) => {
    if (frame.performative.message_format === 0) frame.performative.message_format = undefined;
    onTransfer(frame);
  };
}
