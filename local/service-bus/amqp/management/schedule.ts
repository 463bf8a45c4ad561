import * as z from 'zod';
import { BrokerError } from '../../entity/brokerError.js';
import { readDraft } from '../../message/draft.js';
import { MAX_MESSAGE_BYTES } from '../clientSends.js';
import { answerMap, arrayOf, DONE, type Operation, part } from './operation.js';

const ScheduleMessage = z.object({ messages: z.array(z.object({ message: z.instanceof(Buffer) })) });

/** Takes messages for later; the numbers in the answer cancel them. */
export const scheduleMessage: Operation = async (entity, body) => {
  const intake = part(entity, 'intake');
  const encoded = ScheduleMessage.parse(body).messages.map(({ message }) => message);
  if (encoded.reduce((sum, { length }) => sum + length, 0) > MAX_MESSAGE_BYTES) {
    throw new BrokerError('amqp:link:message-size-exceeded', `More than ${MAX_MESSAGE_BYTES} bytes at once.`);
  }
  return answerMap({ 'sequence-numbers': arrayOf('long', await intake.schedule(encoded.map(readDraft))) });
};

const CancelScheduledMessage = z.object({ 'sequence-numbers': z.array(z.number()) });

/** Cancels all of them or none. */
export const cancelScheduledMessage: Operation = async (entity, body) => {
  await part(entity, 'intake').cancelScheduled(CancelScheduledMessage.parse(body)['sequence-numbers']);
  return DONE;
};
