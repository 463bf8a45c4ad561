import type { EventContext, Receiver } from 'rhea';
import { BrokerError } from '../entity/brokerError.js';
import type { Intake } from '../entity/intake.js';
import { readDraft } from '../message/draft.js';
import { dataSections } from '../message/sections.js';
import { acceptAttach } from './attaching.js';
import { accept, reject } from './outcomes.js';

/** Standard tier's limit; clients take it from the attach frame as the limit of a batch. */
export const MAX_MESSAGE_BYTES = 262_144;

/** A batch is a message whose data sections are messages; they are taken all or none. */
const BATCH_FORMAT = 0x80013700;

/** Takes what a client sends to a queue or topic. */
export function acceptSender(link: Receiver, intake: Intake): void {
  link.set_target({ address: link.target.address });
  link.set_source({ address: link.source?.address ?? '' });
  link.on('message', ({ message, delivery }: EventContext) => {
    if (!delivery) return;
    take(intake, message as unknown as Buffer, delivery.format).then(
      () => accept(delivery),
      (error) => reject(delivery, error),
    );
  });
  acceptAttach(link);
}

async function take(intake: Intake, encoded: Buffer, format: number): Promise<void> {
  if (encoded.length > MAX_MESSAGE_BYTES) {
    throw new BrokerError(
      'amqp:link:message-size-exceeded',
      `The received message of ${encoded.length} bytes exceeds the limit (${MAX_MESSAGE_BYTES} bytes) on the link.`,
    );
  }
  await intake.send(format === BATCH_FORMAT ? dataSections(encoded).map(readDraft) : [readDraft(encoded)]);
}
