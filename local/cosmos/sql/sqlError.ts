import { NotSimulatedError } from '../../notSimulated.js';

/** A query that is not SQL of Cosmos DB. The text is what the service puts into its message. */
export class SqlError extends Error {
  override readonly name = 'SqlError';

  /** @param start where in the query, in characters from 0 */
  constructor(message: string, start: number, end: number) {
    const error = { severity: 'Error', location: { start, end }, code: 'SC1001', message };
    super(`Message: ${JSON.stringify({ errors: [error] })}`);
  }
}

/** A part of the language that is not imitated. */
export class SqlNotSimulatedError extends NotSimulatedError {
  constructor(construct: string) {
    super(`Cosmos DB SQL: ${construct}`);
  }
}
