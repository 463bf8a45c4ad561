import { MINIMUM } from '../../charges/table.js';
import { CosmosError } from '../../http/cosmosError.js';
import type { Transaction } from '../../model/transaction.js';
import { SqlError } from '../../sql/sqlError.js';
import { create } from '../steps/create.js';
import { patch } from '../steps/patch.js';
import { read } from '../steps/read.js';
import { remove } from '../steps/remove.js';
import { replace } from '../steps/replace.js';
import type { Step } from '../steps/step.js';
import { upsert } from '../steps/upsert.js';
import type { BatchOperation } from './parseBatch.js';

const STEPS: Readonly<Record<BatchOperation['operationType'], Step>> = {
  Create: create,
  Upsert: upsert,
  Read: read,
  Replace: replace,
  Delete: remove,
  Patch: patch,
};

/** What became of one operation of a batch, as the answer shows it. */
export interface OperationResult {
  readonly statusCode: number;
  readonly subStatusCode?: number;
  readonly requestCharge: number;
  readonly eTag?: string;
  readonly message?: string;
  /** JSON text. */
  readonly resource?: string;
}

export const hasFailed = ({ statusCode }: OperationResult) => statusCode >= 400;

/** Carries out one operation within a transaction, which must not be committed where it failed. */
export function runOperation(transaction: Transaction, operation: BatchOperation): OperationResult {
  const { operationType, id, resourceBody: body, ifMatch, ifNoneMatch } = operation;
  try {
    const { status, charge, item } = STEPS[operationType](transaction, { id, body, ifMatch, ifNoneMatch });
    return { statusCode: status, requestCharge: charge, ...(item && { eTag: item.etag, resource: item.json }) };
  } catch (error) {
    if (error instanceof SqlError) return { statusCode: 400, requestCharge: MINIMUM, message: error.message };
    if (!(error instanceof CosmosError)) throw error;
    const { status, subStatus, message } = error;
    const more = subStatus === undefined ? {} : { subStatusCode: subStatus };
    return { statusCode: status, ...more, requestCharge: MINIMUM, message };
  }
}
