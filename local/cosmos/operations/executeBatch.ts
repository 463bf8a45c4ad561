import { z } from 'zod';
import { MINIMUM } from '../charges/table.js';
import { badRequest, CosmosError } from '../http/cosmosError.js';
import { type Answer, isTrue } from '../http/operation.js';
import type { Container } from '../model/container.js';
import { type PartitionKey, parsePartitionKey } from '../model/partitionKey.js';
import { Transaction } from '../model/transaction.js';
import { SqlError } from '../sql/sqlError.js';
import { onContainer } from './onContainer.js';
import { parseJson, requiredKey } from './pointOperation.js';
import { create } from './steps/create.js';
import { patch } from './steps/patch.js';
import { read } from './steps/read.js';
import { remove } from './steps/remove.js';
import { replace } from './steps/replace.js';
import type { Step } from './steps/step.js';
import { upsert } from './steps/upsert.js';

/** Azure limit. */
const MAX_OPERATIONS = 100;

const STEPS = {
  Create: create,
  Upsert: upsert,
  Read: read,
  Replace: replace,
  Delete: remove,
  Patch: patch,
} as const satisfies Record<string, Step>;

const BatchOperation = z.object({
  operationType: z.enum(['Create', 'Upsert', 'Read', 'Replace', 'Delete', 'Patch']),
  id: z.string().default(''),
  resourceBody: z.unknown().optional(),
  ifMatch: z.string().optional(),
  ifNoneMatch: z.string().optional(),
  /** A JSON array as text. */
  partitionKey: z.string().optional(),
});
type BatchOperation = z.infer<typeof BatchOperation>;

const Batch = z.array(BatchOperation).min(1).max(MAX_OPERATIONS);

interface OperationResult {
  readonly statusCode: number;
  readonly subStatusCode?: number;
  readonly requestCharge: number;
  readonly eTag?: string;
  readonly message?: string;
  /** JSON text. */
  readonly resource?: string;
}

const FAILED_DEPENDENCY: OperationResult = { statusCode: 424, requestCharge: 0 };

/** Several operations in one request: a transaction, or (bulk) each on its own. */
export const executeBatch = onContainer(async (container, { headers, body }) => {
  const parsed = Batch.safeParse(parseJson(body));
  if (!parsed.success) throw badRequest(`Invalid batch request: ${z.prettifyError(parsed.error)}`);
  const isAtomic = isTrue(headers['x-ms-cosmos-batch-atomic']);
  const results = isAtomic
    ? runTogether(new Transaction(container, requiredKey(headers)), parsed.data)
    : parsed.data.map((operation) => runAlone(container, operation));
  await container.toldAfter();
  return answer(results, headers.prefer === 'return=minimal');
});

function runTogether(transaction: Transaction, operations: readonly BatchOperation[]): OperationResult[] {
  const results: OperationResult[] = [];
  for (const [index, operation] of operations.entries()) {
    if (keyOf(operation, transaction.key) !== transaction.key) {
      throw badRequest('All operations of a batch must have the partition key of the batch.');
    }
    const result = run(transaction, operation);
    if (result.statusCode >= 400) {
      return operations.map((_, other) => (other === index ? result : FAILED_DEPENDENCY));
    }
    results.push(result);
  }
  void transaction.commit();
  return results;
}

function runAlone(container: Container, operation: BatchOperation): OperationResult {
  const transaction = new Transaction(container, keyOf(operation, undefined));
  const result = run(transaction, operation);
  if (result.statusCode < 400) void transaction.commit();
  return result;
}

function keyOf({ partitionKey }: BatchOperation, without: PartitionKey | undefined): PartitionKey {
  if (partitionKey !== undefined) return parsePartitionKey(partitionKey);
  if (without === undefined) throw badRequest('PartitionKey value must be supplied for this operation.');
  return without;
}

function run(
  transaction: Transaction,
  { operationType, id, resourceBody, ifMatch, ifNoneMatch }: BatchOperation,
): OperationResult {
  try {
    const result = STEPS[operationType](transaction, { id, body: resourceBody, ifMatch, ifNoneMatch });
    const { status: statusCode, charge: requestCharge, item } = result;
    return { statusCode, requestCharge, ...(item && { eTag: item.etag, resource: item.json }) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): OperationResult {
  if (error instanceof SqlError) return { statusCode: 400, requestCharge: MINIMUM, message: error.message };
  if (!(error instanceof CosmosError)) throw error;
  const { status, subStatus, message } = error;
  return {
    statusCode: status,
    ...(subStatus !== undefined && { subStatusCode: subStatus }),
    requestCharge: MINIMUM,
    message,
  };
}

function answer(results: readonly OperationResult[], isMinimal: boolean): Answer {
  const isFine = results.every(({ statusCode }) => statusCode < 400);
  const texts = results.map(({ resource, ...result }) => {
    const text = JSON.stringify(result);
    return resource === undefined || isMinimal ? text : `${text.slice(0, -1)},"resourceBody":${resource}}`;
  });
  const charge = results.reduce((sum, { requestCharge }) => sum + requestCharge, 0);
  return { status: isFine ? 200 : 207, body: `[${texts.join(',')}]`, charge };
}
