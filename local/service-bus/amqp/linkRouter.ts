import type { EventContext, Receiver, Sender } from 'rhea';
import { NotSimulatedError } from '../../notSimulated.js';
import { entityNotFound, notAllowed } from '../entity/brokerError.js';
import type { Entity } from '../namespace.js';
import type { Surroundings } from '../openEntity.js';
import { parseAddress } from './addresses.js';
import { amqpError } from './amqpError.js';
import { answerClosed, postponeAttach, refuseAttach } from './attaching.js';
import { putToken } from './cbs.js';
import { deliverTo } from './clientReceives.js';
import { acceptSender } from './clientSends.js';
import { manage } from './management/manage.js';
import type { OpenLinks } from './openLinks.js';
import { acceptResponseLink, serveRequests } from './requestResponse.js';
import { acceptSession, sessionFilterOf } from './sessionReceives.js';

/** Connects each link that a client opens to what its address names, or refuses it. */
export class LinkRouter {
  #reported: string | undefined;

  constructor(
    private readonly entities: ReadonlyMap<string, Entity>,
    private readonly links: OpenLinks,
    private readonly surroundings: Surroundings,
  ) {}

  /** A client wants to receive. */
  onSenderOpen({ sender }: EventContext): void {
    if (sender) this.#answerLater(sender, () => this.#openForReceiving(sender));
  }

  /** A client wants to send. */
  onReceiverOpen({ receiver }: EventContext): void {
    if (receiver) this.#answerLater(receiver, () => this.#openForSending(receiver));
  }

  #answerLater(link: Sender | Receiver, open: () => void): void {
    postponeAttach(link);
    // The session's own begin must be written before the attach.
    process.nextTick(() => {
      if (!link.is_remote_open()) return answerClosed(link);
      try {
        open();
      } catch (error) {
        refuseAttach(link, error);
        this.#report(error);
      }
    });
  }

  #openForSending(link: Receiver): void {
    const { entityPath, node } = parseAddress(addressOf(link.target));
    if (node === 'cbs') serveRequests(link, putToken);
    else if (node === 'management') {
      const entity = this.#find(entityPath);
      serveRequests(link, (request) => manage(entity, request, this.surroundings));
    } else {
      const { intake, path } = this.#find(entityPath);
      if (!intake) throw notAllowed(`Nothing can be sent to '${path}'.`);
      acceptSender(link, intake);
    }
  }

  #openForReceiving(link: Sender): void {
    const { entityPath, node } = parseAddress(addressOf(link.source));
    if (node === 'entity') this.#openForMessages(link, this.#find(entityPath));
    else acceptResponseLink(link);
  }

  #openForMessages(link: Sender, { queue, path }: Entity): void {
    if (!queue) throw notAllowed(`Nothing can be received from '${path}'; receive from one of its subscriptions.`);
    const { sessions } = queue;
    const wanted = sessionFilterOf(link);
    if (sessions) {
      if (wanted === undefined) throw notAllowed(`The entity '${path}' requires sessions: use a session receiver.`);
      acceptSession({ link, queue, sessions, wanted, links: this.links, clock: this.surroundings.clock });
    } else {
      if (wanted !== undefined) throw notAllowed(`The entity '${path}' has no sessions.`);
      deliverTo(link, queue, undefined, this.links);
    }
  }

  #find(path: string): Entity {
    if (path.endsWith('/$transfer/$deadletterqueue')) {
      throw new NotSimulatedError('Service Bus transfer dead-letter queues');
    }
    const entity = this.entities.get(path);
    if (!entity) throw entityNotFound(path);
    return entity;
  }

  /** Clients try again, and with many links: one line says it. */
  #report(error: unknown): void {
    const { description } = amqpError(error);
    if (description !== this.#reported) {
      this.surroundings.log.write('warn', 'service-bus', `link refused: ${description.replaceAll(/\s*\n\s*/g, ' ')}`);
    }
    this.#reported = description;
  }
}

/** A coordinator of transactions has no address, and neither has a node that is to be made for the link. */
function addressOf(terminus: { readonly address?: unknown } | undefined): string {
  if (typeof terminus?.address !== 'string')
    throw new NotSimulatedError('Service Bus links without an address, such as those of transactions');
  return terminus.address;
}
