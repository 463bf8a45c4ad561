import * as z from 'zod';
import { badRequest } from '../../http/cosmosError.js';
import { parseJson } from '../../http/parseJson.js';

/** Azure limit. */
const MAX_OPERATIONS = 100;

const BatchOperation = z.object({
  operationType: z.enum(['Create', 'Upsert', 'Read', 'Replace', 'Delete', 'Patch']),
  /** Only where no item says it. */
  id: z.string().default(''),
  resourceBody: z.unknown().optional(),
  ifMatch: z.string().optional(),
  ifNoneMatch: z.string().optional(),
  /** A JSON array as text. */
  partitionKey: z.string().optional(),
});
export type BatchOperation = z.infer<typeof BatchOperation>;

const Batch = z.array(BatchOperation).min(1).max(MAX_OPERATIONS);

/** @throws CosmosError 400 */
export function parseBatch(body: string): readonly BatchOperation[] {
  const parsed = Batch.safeParse(parseJson(body));
  if (!parsed.success) throw badRequest(`Invalid batch request: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
