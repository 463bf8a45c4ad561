import type { Log } from '../../log.js';
import { NotSimulatedError } from '../../notSimulated.js';
import { ThrottledError } from '../charges/meters.js';
import { MINIMUM } from '../charges/table.js';
import { SqlError, SqlNotSimulatedError } from '../sql/sqlError.js';
import { CosmosError } from './cosmosError.js';
import type { Answer } from './operation.js';

/** The answer for what an operation threw. The SDK needs a JSON object with a `message` in every one. */
export function answerFailure(error: unknown, request: string, log: Log): Answer {
  if (error instanceof NotSimulatedError) {
    log.write('error', 'cosmos', `${request}: ${error.message}`);
    const isQuery = error instanceof SqlNotSimulatedError;
    return isQuery ? failure(400, 'BadRequest', error.message) : failure(501, 'NotImplemented', error.message);
  }
  if (error instanceof SqlError) return failure(400, 'BadRequest', error.message);
  if (error instanceof ThrottledError) {
    const retry = { 'x-ms-retry-after-ms': String(error.retryAfterMs) };
    return failure(error.status, error.code, error.message, error.subStatus, retry);
  }
  if (error instanceof CosmosError) return failure(error.status, error.code, error.message, error.subStatus);
  log.write('error', 'cosmos', `${request}: ${error instanceof Error ? error.stack : String(error)}`);
  return failure(500, 'InternalServerError', 'The local Cosmos DB failed; see its log.');
}

function failure(
  status: number,
  code: string,
  message: string,
  subStatus?: number,
  headers?: Readonly<Record<string, string>>,
): Answer {
  return {
    status,
    body: JSON.stringify({ code, message }),
    charge: MINIMUM,
    headers: { ...(subStatus !== undefined && { 'x-ms-substatus': String(subStatus) }), ...headers },
  };
}
