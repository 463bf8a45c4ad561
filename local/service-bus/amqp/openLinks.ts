import type { Connection, link, Session } from 'rhea';
import { sessionInternals } from './rheaInternals.js';

/** Who must be told when a link is gone. rhea says nothing for each link when a session or a connection ends. */
export class OpenLinks {
  readonly #onGone = new Map<link, () => void>();

  /** @param onGone called once, however the link ends */
  add(opened: link, onGone: () => void): void {
    this.#onGone.set(opened, onGone);
  }

  remove(opened: link): void {
    this.#onGone.delete(opened);
  }

  closed(gone: link): void {
    const onGone = this.#onGone.get(gone);
    if (!onGone) return;
    this.#onGone.delete(gone);
    // rhea tells of a detach at once but of dispositions a little later, also where these came first.
    sessionInternals(gone.session).outgoing.process();
    onGone();
  }

  sessionClosed(session: Session): void {
    for (const opened of this.#onGone.keys()) if (opened.session === session) this.closed(opened);
  }

  connectionClosed(connection: Connection): void {
    for (const opened of this.#onGone.keys()) if (opened.connection === connection) this.closed(opened);
  }
}
