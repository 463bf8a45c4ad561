import type { Revised, RevisedDocuments } from '../../../functions/shared/revisions.js';
import { memoryDocuments } from './memoryDocuments.js';

/** Documents in memory that count their changes, and how often one was not as somebody knew it. */
export function memoryRevisions<T extends Revised>(): RevisedDocuments<T> & { all(): T[]; surprises(): number } {
  const documents = memoryDocuments<T>();
  let surprises = 0;
  return {
    ...documents,
    surprises: () => surprises,
    async advance(known, next, partitionKey) {
      const stored = await documents.read(known.id, partitionKey);
      if (!stored) return 'missing';
      if (stored.value.revision !== known.revision) {
        surprises++;
        return 'changed';
      }
      return (await documents.replace(next, known.id, partitionKey, stored.etag)) ? 'stored' : 'changed';
    },
  };
}
