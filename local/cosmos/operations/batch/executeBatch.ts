import { badRequest } from '../../http/cosmosError.js';
import { type Answer, isTrue } from '../../http/operation.js';
import type { Container } from '../../model/container.js';
import { parsePartitionKey } from '../../model/partitionKey.js';
import { Transaction } from '../../model/transaction.js';
import { onContainer } from '../onContainer.js';
import { requiredKey } from '../partitionKeyHeader.js';
import { type BatchOperation, parseBatch } from './parseBatch.js';
import { hasFailed, type OperationResult, runOperation } from './runOperation.js';

const FAILED_DEPENDENCY: OperationResult = { statusCode: 424, requestCharge: 0 };

/** Several operations in one request: a transaction within one key, or (bulk) each on its own. */
export const executeBatch = onContainer(async (container, { headers, body }) => {
  const operations = parseBatch(body);
  const results = isTrue(headers['x-ms-cosmos-batch-atomic'])
    ? runTogether(new Transaction(container, requiredKey(headers)), operations)
    : operations.map((operation) => runAlone(container, operation));
  await container.whenStored();
  return answer(results, headers.prefer === 'return=minimal');
});

function runTogether(transaction: Transaction, operations: readonly BatchOperation[]): OperationResult[] {
  const results: OperationResult[] = [];
  for (const [index, operation] of operations.entries()) {
    const { partitionKey } = operation;
    if (partitionKey !== undefined && parsePartitionKey(partitionKey) !== transaction.key) {
      throw badRequest('All operations of a batch must have the partition key of the batch.');
    }
    const result = runOperation(transaction, operation);
    if (hasFailed(result)) return operations.map((_, other) => (other === index ? result : FAILED_DEPENDENCY));
    results.push(result);
  }
  void transaction.commit();
  return results;
}

function runAlone(container: Container, operation: BatchOperation): OperationResult {
  const { partitionKey } = operation;
  if (partitionKey === undefined) throw badRequest('PartitionKey value must be supplied for this operation.');
  const transaction = new Transaction(container, parsePartitionKey(partitionKey));
  const result = runOperation(transaction, operation);
  if (!hasFailed(result)) void transaction.commit();
  return result;
}

/** 200 where all went well, else 207. */
function answer(results: readonly OperationResult[], isMinimal: boolean): Answer {
  const texts = results.map(({ resource, ...result }) => {
    const text = JSON.stringify(result);
    return resource === undefined || isMinimal ? text : `${text.slice(0, -1)},"resourceBody":${resource}}`;
  });
  const charge = results.reduce((sum, { requestCharge }) => sum + requestCharge, 0);
  return { status: results.some(hasFailed) ? 207 : 200, body: `[${texts.join(',')}]`, charge };
}
