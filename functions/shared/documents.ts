import type { Container, JSONObject } from '@azure/cosmos';
import type * as z from 'zod';

/** A document with the version it was read at. `etag` is opaque and already quoted, as HTTP wants it. */
export interface Versioned<T> {
  readonly value: T;
  readonly etag: string;
}

/** Documents of one kind in a container, parsed as they come in. */
export interface Documents<T> {
  /** Undefined where there is none. */
  read(id: string, partitionKey: string): Promise<Versioned<T> | undefined>;
  /** Creates the document unless it is there. @returns whether it was created */
  create(document: T): Promise<boolean>;
  /** Replaces the document if it still is the version `etag`. @returns whether it was */
  replace(document: T, id: string, partitionKey: string, etag: string): Promise<boolean>;
}

interface CosmosFailure {
  readonly code: number | string;
}

/** Whether Cosmos DB refused a request with this status. */
export function failedWith(error: unknown, status: number): boolean {
  return typeof error === 'object' && error !== null && (error as CosmosFailure).code === status;
}

/** Documents of `schema` in a Cosmos DB container. A stored document that breaks its schema is a fault. */
export function cosmosDocuments<T extends { readonly id: string }>(
  container: Container,
  schema: z.ZodType<T>,
): Documents<T> {
  return {
    async read(id, partitionKey) {
      const { resource, etag } = await container.item(id, partitionKey).read<JSONObject>();
      return resource && { value: schema.parse(resource), etag };
    },

    async create(document) {
      try {
        await container.items.create(document);
        return true;
      } catch (error) {
        if (failedWith(error, 409)) return false;
        throw error;
      }
    },

    async replace(document, id, partitionKey, etag) {
      try {
        const accessCondition = { type: 'IfMatch', condition: etag };
        await container.item(id, partitionKey).replace(document, { accessCondition });
        return true;
      } catch (error) {
        if (failedWith(error, 412)) return false;
        throw error;
      }
    },
  };
}

/** A document kept changing under us. Trying again later may help. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** Others may change a document meanwhile; after so many collisions something is wrong. */
const MOST_COLLISIONS = 20;

/**
 * Reads a document, lets `change` decide on its next state and stores it, again from the start where somebody else was
 * faster. `change` returns the same object to leave it as it is.
 *
 * @returns the document as it is now, undefined where there is none
 * @throws ConflictError where the document changes all the time
 */
export async function update<T>(
  documents: Documents<T>,
  id: string,
  partitionKey: string,
  change: (current: T) => T,
): Promise<T | undefined> {
  for (let collisions = 0; collisions < MOST_COLLISIONS; collisions++) {
    const current = await documents.read(id, partitionKey);
    if (!current) return undefined;
    const next = change(current.value);
    if (next === current.value) return next;
    if (await documents.replace(next, id, partitionKey, current.etag)) return next;
  }
  throw new ConflictError(`${id} changed ${MOST_COLLISIONS} times while it was being updated`);
}
