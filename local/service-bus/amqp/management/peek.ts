import rhea from 'rhea';
import * as z from 'zod';
import type { StoredMessage } from '../../entity/message.js';
import { encodeDelivery } from '../../message/delivery.js';
import type { Entity } from '../../namespace.js';
import { answerMap, NONE, type Operation } from './operation.js';

const PeekMessage = z.object({
  'from-sequence-number': z.number(),
  'message-count': z.number(),
  'session-id': z.string().nullish(),
});

/** Shows messages in whatever state, scheduled ones too, and changes nothing. */
export const peekMessage: Operation = (entity, body) => {
  const request = PeekMessage.parse(body);
  const sessionId = request['session-id'];
  const found = messagesOf(entity)
    .filter(({ sequenceNumber }) => sequenceNumber >= request['from-sequence-number'])
    .filter((message) => typeof sessionId !== 'string' || message.sessionId === sessionId)
    .slice(0, request['message-count']);
  if (found.length === 0) return NONE;
  const messages = found.map((message) => ({ message: rhea.types.wrap_binary(encodeDelivery(message)) }));
  return answerMap({ messages: rhea.types.wrap_list(messages) });
};

function messagesOf({ queue, intake }: Entity): StoredMessage[] {
  const visible = queue ? [...queue.entries.values()].map(({ stored }) => stored) : [];
  const scheduled = intake?.scheduled.messages() ?? [];
  return [...visible, ...scheduled].sort((a, b) => a.sequenceNumber - b.sequenceNumber);
}
