import { badRequest } from '../http/cosmosError.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { PatchOperation } from './parsePatch.js';
import { type Place, placeAt } from './place.js';

/** The object after all operations, one after the other; the given one stays as it is. @throws CosmosError 400 */
export function applyPatch(before: JsonObject, operations: readonly PatchOperation[]): JsonObject {
  const body = structuredClone(before);
  for (const operation of operations) applyOne(body, operation);
  return body;
}

function applyOne(body: JsonObject, operation: PatchOperation): void {
  const place = placeAt(body, operation.path);
  switch (operation.op) {
    case 'add':
      return place.insert(operation.value);
    case 'set':
      return place.set(operation.value);
    case 'replace':
      required(place);
      return place.set(operation.value);
    case 'remove':
      required(place);
      return place.remove();
    case 'incr':
      return place.set(increment(place, operation.value));
    case 'move': {
      const from = placeAt(body, operation.from);
      const value = required(from);
      if (isJsonObject(value) && operation.path.startsWith(`${operation.from}/`)) {
        throw badRequest(`'${operation.from}' cannot be moved into itself.`);
      }
      from.remove();
      return placeAt(body, operation.path).insert(value);
    }
  }
}

function required(place: Place): JsonValue {
  const value = place.get();
  if (value === undefined) throw badRequest(`The patch path '${place.path}' does not exist.`);
  return value;
}

/** Creates the property where it is missing. */
function increment(place: Place, by: number): number {
  const value = place.get() ?? 0;
  if (typeof value !== 'number') throw badRequest(`The value at '${place.path}' is not a number.`);
  return value + by;
}
