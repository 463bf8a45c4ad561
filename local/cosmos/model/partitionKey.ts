import { badRequest } from '../http/cosmosError.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';

/** What an item without the property has as its key on the wire. */
const NO_VALUE = '[{}]';

/** A partition key value as text, the same for equal values: the JSON array of the wire, in one spelling. */
export type PartitionKey = string;

/** Reads `x-ms-documentdb-partitionkey`, a JSON array of one value. */
export function parsePartitionKey(header: string): PartitionKey {
  let parsed: unknown;
  try {
    parsed = JSON.parse(header);
  } catch {
    throw badRequest(`Partition key ${header} is invalid.`);
  }
  if (!Array.isArray(parsed) || parsed.length !== 1) throw badRequest(`Partition key ${header} is invalid.`);
  return partitionKeyOf(parsed[0]);
}

/** The names to walk from an item to its partition key: `/a/b` gives `a`, `b`. */
export function partitionKeyNames(path: string): readonly string[] {
  return path.slice(1).split('/');
}

/** The key of an item, found at `names`. */
export function extractPartitionKey(item: JsonObject, names: readonly string[]): PartitionKey {
  let value: JsonValue | undefined = item;
  for (const name of names) value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return partitionKeyOf(value);
}

function partitionKeyOf(value: unknown): PartitionKey {
  if (value === undefined || isJsonObject(value)) return NO_VALUE;
  if (Array.isArray(value)) throw badRequest('A partition key must be a string, a number, a boolean or null.');
  return JSON.stringify([value]);
}
