import { badRequest } from '../http/cosmosError.js';
import type { JsonObject, JsonValue } from '../json.js';
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
      place.insert(operation.value);
      break;
    case 'set':
      place.set(operation.value);
      break;
    case 'replace':
      required(place);
      place.set(operation.value);
      break;
    case 'remove':
      required(place);
      place.remove();
      break;
    case 'incr':
      place.set(increment(place, operation.value));
      break;
    case 'move':
      move(body, operation.from, operation.path);
      break;
  }
}

function move(body: JsonObject, from: string, to: string): void {
  if (to.startsWith(`${from}/`)) throw badRequest(`'${from}' cannot be moved into itself.`);
  const source = placeAt(body, from);
  const value = required(source);
  source.remove();
  placeAt(body, to).insert(value);
}

function required(place: Place): JsonValue {
  const value = place.get();
  if (value === undefined) throw badRequest(`The patch path '${place.path}' does not exist.`);
  return value;
}

/** Creates the property where it is missing. */
function increment(place: Place, by: number): number {
  const value = place.get();
  if (value === undefined) return by;
  if (typeof value !== 'number') throw badRequest(`The value at '${place.path}' is not a number.`);
  return value + by;
}
