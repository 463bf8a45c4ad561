import type { Container, PatchOperation } from '@azure/cosmos';
import type * as z from 'zod';
import { cosmosDocuments, type Documents, failedWith, update } from './documents.js';

/** A document that counts its changes: whoever knows one of its states can store the next without reading it first. */
export interface Revised {
  readonly id: string;
  readonly revision: number;
}

export interface RevisedDocuments<T extends Revised> extends Documents<T> {
  /** Makes `next` of the document if it still is the revision `known`. @returns what became of it */
  advance(known: T, next: T, partitionKey: string): Promise<'stored' | 'changed' | 'missing'>;
}

/** Documents of `schema` in a Cosmos DB container, as `cosmosDocuments`. Their next state may differ in ten fields. */
export function cosmosRevisions<T extends Revised>(container: Container, schema: z.ZodType<T>): RevisedDocuments<T> {
  return {
    ...cosmosDocuments(container, schema),

    async advance(known, next, partitionKey) {
      const condition = `FROM c WHERE c.revision = ${known.revision}`;
      try {
        await container.item(known.id, partitionKey).patch({ condition, operations: differences(known, next) });
        return 'stored';
      } catch (error) {
        if (failedWith(error, 412)) return 'changed';
        if (failedWith(error, 404)) return 'missing';
        throw error;
      }
    },
  };
}

function differences<T extends object>(known: T, next: T): PatchOperation[] {
  const before = new Map(Object.entries(known));
  return Object.entries(next).flatMap(([field, value]) =>
    before.get(field) === value ? [] : [{ op: 'set', path: `/${field}`, value }],
  );
}

/**
 * `update` for one who knows the document: `change` decides on what is `known`, and again on what is stored where that
 * is something else. A document that is not there is stored with the change in it.
 *
 * @returns the document as it is now
 * @throws ConflictError as `update`
 */
export async function updateKnown<T extends Revised>(
  documents: RevisedDocuments<T>,
  known: T,
  partitionKey: string,
  change: (current: T) => T,
): Promise<T> {
  const next = change(known);
  const outcome = next === known ? 'changed' : await documents.advance(known, next, partitionKey);
  if (outcome === 'stored') return next;
  if (outcome === 'missing' && (await documents.create(next))) return next;
  const updated = await update(documents, known.id, partitionKey, change);
  if (!updated) throw new Error(`${known.id} has disappeared`);
  return updated;
}
