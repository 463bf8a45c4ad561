import * as z from 'zod';
import type { Settlement } from '../../entity/settlement.js';
import { tokenOfUuid } from '../lockTokens.js';
import { optionalText } from '../optionalText.js';
import { answerMap, arrayOf, DONE, type Operation, queueOf } from './operation.js';

const LockTokens = z.array(z.instanceof(Buffer).transform(tokenOfUuid));

const RenewLock = z.object({ 'lock-tokens': LockTokens });

/** Renews message locks. */
export const renewLock: Operation = (entity, body) => {
  const queue = queueOf(entity);
  const untils = RenewLock.parse(body)['lock-tokens'].map((token) => queue.locked.renew(token));
  return answerMap({ expirations: arrayOf('timestamp', untils) });
};

const UpdateDisposition = z.object({
  'lock-tokens': LockTokens,
  // The protocol spells it with one r.
  'disposition-status': z.enum(['completed', 'abandoned', 'defered', 'suspended']),
  'deadletter-reason': optionalText,
  'deadletter-description': optionalText,
  'properties-to-modify': z.record(z.string(), z.unknown()).nullish(),
});

/** Settles messages without their link: after it was closed, and deferred messages, which never had one. */
export const updateDisposition: Operation = async (entity, body) => {
  const queue = queueOf(entity);
  const request = UpdateDisposition.parse(body);
  for (const token of request['lock-tokens']) await queue.settle(token, settlementOf(request));
  return DONE;
};

function settlementOf(request: z.infer<typeof UpdateDisposition>): Settlement {
  const properties = request['properties-to-modify'] ?? {};
  switch (request['disposition-status']) {
    case 'completed':
      return { kind: 'complete' };
    case 'abandoned':
      return { kind: 'abandon', properties };
    case 'defered':
      return { kind: 'defer', properties };
    case 'suspended':
      return {
        kind: 'deadLetter',
        reason: request['deadletter-reason'],
        description: request['deadletter-description'],
        properties,
      };
  }
}
