const CODES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  429: '429',
  501: 'NotImplemented',
};

/** An answer of 400 and above, as the service gives it. `subStatus` tells apart what shares a status. */
export class CosmosError extends Error {
  override readonly name = 'CosmosError';
  readonly code: string;

  constructor(
    readonly status: number,
    message: string,
    readonly subStatus?: number,
  ) {
    super(message);
    this.code = CODES[status] ?? 'InternalServerError';
  }
}

/** 400 */
export const badRequest = (message: string, subStatus?: number) => new CosmosError(400, message, subStatus);

/** 404; sub-status 1003 where the container or database itself is missing. */
export const notFound = (what: string, subStatus?: number) =>
  new CosmosError(404, `Entity with the specified id does not exist in the system: ${what}`, subStatus);

/** 409 */
export const conflict = () =>
  new CosmosError(409, 'Entity with the specified id already exists in the system, or violates a unique constraint.');

/** 412 */
export const preconditionFailed = () =>
  new CosmosError(412, 'Operation cannot be performed because one of the specified precondition is not met.');

/** 413 */
export const tooLarge = () => new CosmosError(413, 'Request size is too large.');
