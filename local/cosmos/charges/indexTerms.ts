import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { IndexingPolicy } from '../model/containerDefinition.js';
import { SYSTEM_PROPERTIES } from '../model/item.js';
import { indexedPaths } from './indexedPaths.js';

/** The distinct pairs of path and value that an item has in the index of its container. */
export function indexTerms(body: JsonObject, policy: IndexingPolicy): ReadonlySet<string> {
  const terms = new Set<string>();
  const isIndexed = indexedPaths(policy);

  const visit = (path: string, value: JsonValue): void => {
    if (Array.isArray(value)) {
      for (const element of value) visit(`${path}/[]`, element);
    } else if (isJsonObject(value)) {
      for (const name of Object.keys(value)) visit(`${path}/${name}`, value[name] ?? null);
    } else if (isIndexed(path)) {
      terms.add(`${path}=${JSON.stringify(value)}`);
    }
  };

  for (const name of Object.keys(body)) {
    if (!SYSTEM_PROPERTIES.has(name)) visit(`/${name}`, body[name] ?? null);
  }
  return terms;
}
