import type { IncomingHttpHeaders } from 'node:http';
import { badRequest } from '../http/cosmosError.js';
import { type PartitionKey, parsePartitionKey } from '../model/partitionKey.js';

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
