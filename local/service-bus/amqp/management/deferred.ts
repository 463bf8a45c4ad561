import rhea, { type Typed } from 'rhea';
import * as z from 'zod';
import { encodeDelivery } from '../../message/delivery.js';
import { uuidBytes } from '../lockTokens.js';
import { optionalText } from '../optionalText.js';
import { answerMap, type Operation, queueOf } from './operation.js';

/** `receiver-settle-mode` of a receiver that wants messages to be gone once it has them. */
const DELETES = 0;

const ReceiveBySequenceNumber = z.object({
  'sequence-numbers': z.array(z.number()),
  'receiver-settle-mode': z.number(),
  'session-id': optionalText,
});

/** Receives deferred messages by number: all of them or none. */
export const receiveBySequenceNumber: Operation = async (entity, body) => {
  const request = ReceiveBySequenceNumber.parse(body);
  const deletes = request['receiver-settle-mode'] === DELETES;
  const received = await queueOf(entity).receiveDeferred(request['sequence-numbers'], request['session-id'], deletes);
  const messages = received.map(
    ({ message, lock }): Record<string, Typed> => ({
      message: rhea.types.wrap_binary(encodeDelivery(message, lock?.until)),
      ...(lock && { 'lock-token': rhea.types.wrap_uuid(uuidBytes(lock.token)) }),
    }),
  );
  return answerMap({ messages: rhea.types.wrap_list(messages) });
};
