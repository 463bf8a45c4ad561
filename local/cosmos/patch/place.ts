import { badRequest } from '../http/cosmosError.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { parsePointer } from './pointer.js';

const INDEX = /^(0|[1-9]\d*)$/;

/** Where a patch path leads: something that may or may not be there, in a parent that is. */
export interface Place {
  readonly path: string;
  get(): JsonValue | undefined;
  /** Puts it there, in place of what is there. */
  set(value: JsonValue): void;
  /** Puts it there; in an array, before what is there. */
  insert(value: JsonValue): void;
  remove(): void;
}

/** @throws CosmosError 400 where the parent does not exist, or an array has no such index */
export function placeAt(root: JsonObject, path: string): Place {
  const names = parsePointer(path);
  const last = names.at(-1) ?? '';
  let parent: JsonValue | undefined = root;
  for (const name of names.slice(0, -1)) parent = childOf(parent, name);
  if (Array.isArray(parent)) return placeInArray(path, parent, last);
  if (isJsonObject(parent)) return placeInObject(path, parent, last);
  throw badRequest(`The parent of the patch path '${path}' does not exist.`);
}

function childOf(parent: JsonValue | undefined, name: string): JsonValue | undefined {
  if (Array.isArray(parent)) return INDEX.test(name) ? parent[Number(name)] : undefined;
  return isJsonObject(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;
}

function placeInObject(path: string, parent: JsonObject, name: string): Place {
  const set = (value: JsonValue) =>
    void Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
  return {
    path,
    get: () => (Object.hasOwn(parent, name) ? parent[name] : undefined),
    set,
    insert: set,
    remove: () => void Reflect.deleteProperty(parent, name),
  };
}

function placeInArray(path: string, parent: JsonValue[], name: string): Place {
  const index = name === '-' ? parent.length : Number(name);
  const isIndex = name === '-' || INDEX.test(name);
  if (!isIndex || index > parent.length) throw badRequest(`The patch path '${path}' is outside of its array.`);
  return {
    path,
    get: () => parent[index],
    set: (value) => void parent.splice(index, 1, value),
    insert: (value) => void parent.splice(index, 0, value),
    remove: () => void parent.splice(index, 1),
  };
}
