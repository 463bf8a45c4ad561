import type { Documents, Versioned } from '../../../functions/shared/documents.js';

/** Documents in memory, with the guard of an ETag. */
export function memoryDocuments<T extends { readonly id: string }>(): Documents<T> & { all(): T[] } {
  const stored = new Map<string, Versioned<T>>();
  let versions = 0;
  const put = (document: T) => stored.set(document.id, { value: document, etag: `"${++versions}"` });
  return {
    all: () => [...stored.values()].map(({ value }) => value),
    async read(id) {
      return stored.get(id);
    },
    async create(document) {
      if (stored.has(document.id)) return false;
      put(document);
      return true;
    },
    async replace(document, id, _partitionKey, etag) {
      if (stored.get(id)?.etag !== etag) return false;
      put(document);
      return true;
    },
  };
}
