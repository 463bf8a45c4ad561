import { badRequest, notFound, preconditionFailed } from '../../http/cosmosError.js';
import { isJsonObject, type JsonObject } from '../../json.js';
import type { Item } from '../../model/item.js';
import { extractPartitionKey } from '../../model/partitionKey.js';
import type { Transaction } from '../../model/transaction.js';

/** Azure limit, in bytes. */
const MAX_ID_BYTES = 1023;

/** Sub-status: the key in the item is not the one in the header. */
const PARTITION_KEY_MISMATCH = 1001;

/** An item as a caller sent it, fit to be stored under the transaction's key. @throws CosmosError 400 */
export function checkItem(body: unknown, { container, key }: Transaction): JsonObject & { readonly id: string } {
  if (!isJsonObject(body)) throw badRequest('The item must be a JSON object.');
  const { id, ttl } = body;
  if (typeof id !== 'string' || id === '' || /[/\\#]/.test(id) || Buffer.byteLength(id) > MAX_ID_BYTES) {
    throw badRequest(`The input name '${String(id)}' is invalid. Ensure to provide a unique non-empty string.`);
  }
  if (ttl !== undefined && ttl !== null && !(Number.isInteger(ttl) && (ttl === -1 || Number(ttl) > 0))) {
    throw badRequest(
      'The input ttl is invalid. Ensure to provide a nonzero positive integer less than or equal to 2147483647, or -1.',
    );
  }
  if (extractPartitionKey(body, container.keyNames) !== key) {
    throw badRequest(
      'PartitionKey extracted from document does not match the one specified in the header.',
      PARTITION_KEY_MISMATCH,
    );
  }
  return body as JsonObject & { readonly id: string };
}

/** The item `id`, at the version that the caller expects, if any. @throws CosmosError 404, 412 */
export function expectItem(transaction: Transaction, id: string, ifMatch: string | undefined): Item {
  const item = transaction.read(id);
  if (!item) throw notFound(`item ${id}`);
  checkMatch(item, ifMatch);
  return item;
}

/** @throws CosmosError 412 where what is there, if anything, is not at the version `ifMatch` */
export function checkMatch(resource: { readonly etag: string } | undefined, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== '*' && resource?.etag !== ifMatch) throw preconditionFailed();
  if (ifMatch === '*' && !resource) throw preconditionFailed();
}
