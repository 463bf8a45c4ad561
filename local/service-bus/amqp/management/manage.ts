import rhea from 'rhea';
import { NotSimulatedError } from '../../../notSimulated.js';
import type { Entity } from '../../namespace.js';
import type { Surroundings } from '../../openEntity.js';
import { amqpError } from '../amqpError.js';
import type { Request, Response } from '../requestResponse.js';
import { receiveBySequenceNumber } from './deferred.js';
import type { Answer, Operation } from './operation.js';
import { peekMessage } from './peek.js';
import { addRule, enumerateRules, removeRule } from './rules.js';
import { cancelScheduledMessage, scheduleMessage } from './schedule.js';
import { getMessageSessions, getSessionState, renewSessionLock, setSessionState } from './sessions.js';
import { renewLock, updateDisposition } from './settle.js';

const PREFIX = 'com.microsoft:';

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'renew-lock': renewLock,
  'update-disposition': updateDisposition,
  'peek-message': peekMessage,
  'schedule-message': scheduleMessage,
  'cancel-scheduled-message': cancelScheduledMessage,
  'receive-by-sequence-number': receiveBySequenceNumber,
  'renew-session-lock': renewSessionLock,
  'get-session-state': getSessionState,
  'set-session-state': setSessionState,
  'get-message-sessions': getMessageSessions,
  'enumerate-rules': enumerateRules,
  'add-rule': addRule,
  'remove-rule': removeRule,
};

/** What a failure's condition is as a status. */
const STATUS: Readonly<Record<string, number>> = {
  'com.microsoft:message-lock-lost': 410,
  'com.microsoft:session-lock-lost': 410,
  'com.microsoft:message-not-found': 404,
  'amqp:not-found': 404,
  'com.microsoft:entity-already-exists': 409,
  'amqp:not-allowed': 400,
  'com.microsoft:argument-error': 400,
  'amqp:link:message-size-exceeded': 400,
  'amqp:not-implemented': 501,
};

/** Answers a request on an entity's management node; whatever goes wrong is part of the answer. */
export async function manage(entity: Entity, request: Request, { log }: Surroundings): Promise<Response> {
  try {
    return success(await perform(entity, request));
  } catch (error) {
    if (error instanceof NotSimulatedError) log.write('warn', 'service-bus', error.message);
    return failure(error);
  }
}

async function perform(entity: Entity, { operation, body }: Request): Promise<Answer> {
  const name = operation.startsWith(PREFIX) ? operation.slice(PREFIX.length) : operation;
  const known = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!known) throw new NotSimulatedError(`Service Bus management operation '${operation}'`);
  return await known(entity, body);
}

const { wrap_int, wrap_symbol } = rhea.types;

const success = (answer: Answer): Response => ({
  applicationProperties: { statusCode: wrap_int(answer.status), statusDescription: 'OK' },
  body: answer.status === 200 ? answer.body : undefined,
});

function failure(error: unknown): Response {
  const { condition, description } = amqpError(error);
  return {
    applicationProperties: {
      statusCode: wrap_int(STATUS[condition] ?? 500),
      statusDescription: description,
      errorCondition: wrap_symbol(condition),
    },
  };
}
