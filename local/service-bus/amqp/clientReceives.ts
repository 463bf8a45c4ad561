import type { Sender } from 'rhea';
import { sessionLockLost } from '../entity/brokerError.js';
import type { MessageQueue } from '../entity/messageQueue.js';
import type { SessionHold } from '../entity/sessions.js';
import { amqpError } from './amqpError.js';
import { acceptAttach } from './attaching.js';
import { DeliveringLink } from './deliveringLink.js';
import type { OpenLinks } from './openLinks.js';
import { settleOn } from './receiverSettles.js';
import { linkInternals } from './rheaInternals.js';

/** Delivers from an entity to a client until the link is gone. With a hold, that session's messages. */
export function deliverTo(link: Sender, queue: MessageQueue, hold: SessionHold | undefined, links: OpenLinks): void {
  const { attach } = linkInternals(link).local;
  attach.snd_settle_mode = link.snd_settle_mode;
  attach.rcv_settle_mode = link.rcv_settle_mode;
  link.set_target({ address: link.target?.address ?? '' });
  if (!hold) link.set_source({ address: link.source.address });

  const consumer = new DeliveringLink(link, hold);
  settleOn(link, queue);
  link.on('sender_flow', () => {
    queue.wake(consumer);
    consumer.answerDrain();
  });
  // rhea has room again.
  link.on('sendable', () => queue.wake(consumer));
  links.add(link, () => {
    queue.leave(consumer);
    if (hold) queue.releaseSession(hold);
  });
  if (hold) {
    hold.onLost = () => {
      queue.leave(consumer);
      link.close(amqpError(sessionLockLost(hold.sessionId)));
    };
  }
  acceptAttach(link);
  queue.join(consumer);
  consumer.answerDrain();
}
