import rhea, { type Delivery } from 'rhea';
import { amqpError } from './amqpError.js';
import { markSettled, sessionInternals } from './rheaInternals.js';

/** Delivery states that the broker answers with (AMQP 1.0, part 3.4). */
const { types } = rhea;
const ACCEPTED = types.described_nc(types.wrap_ulong(0x24), types.wrap_list([]));
const rejected = (error: unknown) =>
  types.described_nc(types.wrap_ulong(0x25), types.wrap_list([types.wrap_error(amqpError(error))]));

/** The message that came in is safe. */
export const accept = (delivery: Delivery): void => delivery.update(true, ACCEPTED);

/** The message that came in was not taken. */
export function reject(delivery: Delivery, error: unknown): void {
  const { session } = delivery.link;
  const flush = (): void => sessionInternals(session).incoming.process(session);
  aloneInItsFrame(flush, () => delivery.update(true, rejected(error)));
}

/**
 * A receiver's decision is carried out. The answer is "accepted" whatever the decision was: the SDK takes an echoed
 * "rejected" for a failure.
 */
export function confirm(delivery: Delivery): void {
  delivery.update(true, ACCEPTED);
  markSettled(delivery);
}

/** A receiver's decision came too late. */
export function deny(delivery: Delivery, error: unknown): void {
  const { outgoing } = sessionInternals(delivery.link.session);
  aloneInItsFrame(
    () => outgoing.process(),
    () => delivery.update(true, rejected(error)),
  );
  markSettled(delivery);
}

/** rhea writes neighbouring dispositions as one range with the outcome of the first, so others go out before and after. */
function aloneInItsFrame(flush: () => void, update: () => void): void {
  flush();
  update();
  flush();
}
