import rhea from 'rhea';
import * as z from 'zod';
import { notAllowed } from '../../entity/brokerError.js';
import type { Sessions } from '../../entity/sessions.js';
import type { Entity } from '../../namespace.js';
import { answerMap, DONE, NONE, type Operation, part, queueOf } from './operation.js';

const { wrap_array, wrap_binary, wrap_int, wrap_timestamp, wrap } = rhea.types;
const STRING = 0xb1;

function sessionsOf(entity: Entity): Sessions {
  const { sessions } = queueOf(entity);
  if (!sessions) throw notAllowed(`The entity '${entity.path}' has no sessions.`);
  return sessions;
}

const OneSession = z.object({ 'session-id': z.string() });

export const renewSessionLock: Operation = (entity, body) => {
  const until = sessionsOf(entity).renew(OneSession.parse(body)['session-id']);
  return answerMap({ expiration: wrap_timestamp(until) });
};

/** Only the session's holder may ask. */
export const getSessionState: Operation = (entity, body) => {
  const { 'session-id': sessionId } = OneSession.parse(body);
  sessionsOf(entity).holdOf(sessionId);
  const state = part(entity, 'sessionStates').get(sessionId);
  return answerMap({ 'session-state': state ? wrap_binary(state) : wrap(null) });
};

const SetSessionState = OneSession.extend({ 'session-state': z.instanceof(Buffer).nullish() });

/** Only the session's holder may set it; null forgets it. */
export const setSessionState: Operation = async (entity, body) => {
  const { 'session-id': sessionId, 'session-state': state } = SetSessionState.parse(body);
  sessionsOf(entity).holdOf(sessionId);
  await part(entity, 'sessionStates').set(sessionId, state ?? undefined);
  return DONE;
};

const GetMessageSessions = z.object({ skip: z.number().default(0), top: z.number().default(100) });

/** Names of the sessions that have messages. */
export const getMessageSessions: Operation = (entity, body) => {
  const { skip, top } = GetMessageSessions.parse(body);
  const ids = sessionsOf(entity)
    .ids()
    .slice(skip, skip + top);
  if (ids.length === 0) return NONE;
  return answerMap({ skip: wrap_int(skip + ids.length), 'sessions-ids': wrap_array(ids, STRING, undefined) });
};
