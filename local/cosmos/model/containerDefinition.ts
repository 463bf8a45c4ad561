import * as z from 'zod';
import { NotSimulatedError } from '../../notSimulated.js';
import { badRequest } from '../http/cosmosError.js';

const Path = z.object({ path: z.string() });

const IndexingPolicy = z.looseObject({
  indexingMode: z.string().default('consistent'),
  automatic: z.boolean().default(true),
  includedPaths: z.array(Path.loose()).default([{ path: '/*' }]),
  excludedPaths: z.array(Path.loose()).default([{ path: '/"_etag"/?' }]),
  compositeIndexes: z
    .array(z.array(z.looseObject({ path: z.string(), order: z.string().default('ascending') })))
    .default([]),
});
export type IndexingPolicy = z.infer<typeof IndexingPolicy>;

/** What a caller says of a container. Properties without a meaning here are kept and shown as they came. */
const ContainerDefinition = z.looseObject({
  id: z.string().min(1).max(255),
  partitionKey: z.looseObject({ paths: z.array(z.string().startsWith('/')).min(1), kind: z.string().default('Hash') }),
  indexingPolicy: IndexingPolicy.prefault({}),
  conflictResolutionPolicy: z
    .looseObject({ mode: z.string() })
    .default({ mode: 'LastWriterWins', conflictResolutionPath: '/_ts', conflictResolutionProcedure: '' }),
  defaultTtl: z
    .int()
    .min(-1)
    .refine((seconds) => seconds !== 0, 'must be -1 or more than 0')
    .optional(),
  uniqueKeyPolicy: z.looseObject({ uniqueKeys: z.array(z.unknown()).default([]) }).optional(),
  computedProperties: z.array(z.unknown()).optional(),
});
export type ContainerDefinition = z.infer<typeof ContainerDefinition>;

/** @throws CosmosError 400 for a broken definition, NotSimulatedError for a kind of container that is not imitated */
export function parseContainerDefinition(body: unknown): ContainerDefinition {
  const parsed = ContainerDefinition.safeParse(body);
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
  const { partitionKey, uniqueKeyPolicy, computedProperties = [] } = parsed.data;
  if (partitionKey.kind !== 'Hash' || partitionKey.paths.length > 1) {
    throw new NotSimulatedError('Cosmos DB hierarchical partition keys');
  }
  if (partitionKey.paths.some((path) => path.includes('"'))) {
    throw new NotSimulatedError('Cosmos DB partition key paths with quoted segments');
  }
  if (uniqueKeyPolicy && uniqueKeyPolicy.uniqueKeys.length > 0) {
    throw new NotSimulatedError('Cosmos DB unique keys');
  }
  if (computedProperties.length > 0) throw new NotSimulatedError('Cosmos DB computed properties');
  return parsed.data;
}
