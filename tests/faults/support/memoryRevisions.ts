import type { Revised, RevisedDocuments } from '../../../functions/shared/revisions.js';
import { memoryDocuments } from './memoryDocuments.js';

/** Documents in memory that count their changes. */
export function memoryRevisions<T extends Revised>(): RevisedDocuments<T> & { all(): T[] } {
  const documents = memoryDocuments<T>();
  return {
    ...documents,
    async advance(known, next, partitionKey) {
      const stored = await documents.read(known.id, partitionKey);
      if (!stored) return 'missing';
      if (stored.value.revision !== known.revision) return 'changed';
      return (await documents.replace(next, known.id, partitionKey, stored.etag)) ? 'stored' : 'changed';
    },
  };
}
