import type { IncomingHttpHeaders } from 'node:http';
import { badRequest } from '../http/cosmosError.js';
import type { Operation } from '../http/operation.js';
import { type PartitionKey, parsePartitionKey } from '../model/partitionKey.js';
import { Transaction } from '../model/transaction.js';
import { onContainer } from './onContainer.js';
import type { Step } from './steps/step.js';

/** A step that a request of its own asks for: the item's id is in the path, conditions and key are in headers. */
export const pointOperation = (step: Step): Operation =>
  onContainer(async (container, { address, headers, body }) => {
    const transaction = new Transaction(container, requiredKey(headers));
    const { status, item, charge } = step(transaction, {
      id: address.item,
      body: body === '' ? undefined : parseJson(body),
      ifMatch: headers['if-match'],
      ifNoneMatch: headers['if-none-match'],
    });
    await (transaction.commit() ?? container.whenStored(item?.lsn));
    if (!item) return { status, charge };
    return { status, charge, etag: item.etag, ...(status !== 304 && { body: item.json }) };
  });

/** @throws CosmosError 400 */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest('The request payload is invalid. Ensure to provide a valid request payload.');
  }
}

/** Undefined where the request is about all keys. @throws CosmosError 400 */
export function partitionKeyOf(headers: IncomingHttpHeaders): PartitionKey | undefined {
  const header = headers['x-ms-documentdb-partitionkey'];
  return typeof header === 'string' ? parsePartitionKey(header) : undefined;
}

/** @throws CosmosError 400 */
export function requiredKey(headers: IncomingHttpHeaders): PartitionKey {
  const key = partitionKeyOf(headers);
  if (key === undefined) throw badRequest('PartitionKey value must be supplied for this operation.');
  return key;
}
