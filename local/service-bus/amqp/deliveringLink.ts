import { randomUUID } from 'node:crypto';
import type { Sender } from 'rhea';
import type { Consumer } from '../entity/line.js';
import type { MessageLock } from '../entity/lockedMessages.js';
import type { StoredMessage } from '../entity/message.js';
import type { SessionHold } from '../entity/sessions.js';
import { encodeDelivery } from '../message/delivery.js';
import { tagOf } from './lockTokens.js';
import { connectionInternals, type LinkInternals, linkInternals, sessionInternals } from './rheaInternals.js';

/** `snd-settle-mode` of a client that wants messages to be gone once they are sent. */
const SETTLED = 1;

/** A client's receiving link, as a line sees it. */
export class DeliveringLink implements Consumer {
  readonly deletes: boolean;
  readonly #internals: LinkInternals;
  /** Deliveries handed to rhea plus credit given back by draining; rhea's own count follows a tick later. */
  #used = 0;
  #drainAsked = false;

  constructor(
    private readonly link: Sender,
    readonly hold: SessionHold | undefined,
  ) {
    this.deletes = link.snd_settle_mode === SETTLED;
    this.#internals = linkInternals(link);
    this.#internals._get_drain = () => this.#drained();
  }

  credit(): number {
    return Math.min(this.#granted(), sessionInternals(this.link.session).outgoing.available());
  }

  deliver(message: StoredMessage, lock: MessageLock | undefined): void {
    this.#used += 1;
    this.link.send(encodeDelivery(message, lock?.until), tagOf(lock?.token ?? randomUUID()), 0);
  }

  /** A client that drains waits for its credit to be used up or given back, even where it has none left. */
  answerDrain(): void {
    if (!this.#internals._draining) return;
    this.#drainAsked = true;
    this.#internals.issue_flow = true;
    connectionInternals(this.link.connection)._register();
  }

  /** What the client asked for and has not got yet, also where rhea has no room for it. */
  #granted(): number {
    const { credit, delivery_count } = this.#internals;
    return credit - (this.#used - delivery_count);
  }

  /** Asked by rhea when it writes a flow frame: whether it answers a drain. */
  #drained(): boolean {
    if (!this.#drainAsked) return false;
    this.#drainAsked = false;
    const rest = Math.max(this.#granted(), 0);
    this.#used += rest;
    this.#internals.delivery_count += rest;
    this.#internals.credit -= rest;
    return true;
  }
}
