import type { Receiver, Sender } from 'rhea';
import { amqpError } from './amqpError.js';
import { linkInternals } from './rheaInternals.js';

/** How the broker answers attach frames: by hand, because rhea itself says yes to everything at once. */

type AnyLink = Sender | Receiver;

/** Keeps rhea from answering. To be called within the open event. */
export function postponeAttach(link: AnyLink): void {
  const { state } = linkInternals(link);
  state.local_open = false;
  state.open_requests = 0;
}

/** Says yes. The answer is written now, ahead of any transfer on the link. */
export function acceptAttach(link: AnyLink): void {
  link.open();
  linkInternals(link)._process();
}

/** Answers a link that was closed before its turn came: its detach cannot be answered before its attach is. */
export function answerClosed(link: AnyLink): void {
  link.open();
  link.close();
}

/** Says no the way AMQP does: an attach without source and target, and a detach with the reason right behind it. */
export function refuseAttach(link: AnyLink, error: unknown): void {
  const internals = linkInternals(link);
  internals.issue_flow = false;
  link.open();
  link.close(amqpError(error));
  internals._process();
}
