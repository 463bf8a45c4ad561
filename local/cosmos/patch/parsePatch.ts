import * as z from 'zod';
import { badRequest } from '../http/cosmosError.js';
import { SYSTEM_PROPERTIES } from '../model/item.js';
import { parsePointer } from './pointer.js';

const Value = z.json();

const PatchOperation = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), path: z.string(), value: Value }),
  z.object({ op: z.literal('set'), path: z.string(), value: Value }),
  z.object({ op: z.literal('replace'), path: z.string(), value: Value }),
  z.object({ op: z.literal('remove'), path: z.string() }),
  z.object({ op: z.literal('incr'), path: z.string(), value: z.number() }),
  z.object({ op: z.literal('move'), path: z.string(), from: z.string() }),
]);
export type PatchOperation = z.infer<typeof PatchOperation>;

/** Azure limit. */
const MAX_OPERATIONS = 10;

const Operations = z.array(PatchOperation).min(1).max(MAX_OPERATIONS);

/** The SDK sends the bare operations unless there is a condition. */
const Patch = z.union([
  Operations.transform((operations) => ({ operations, condition: undefined })),
  z.object({ operations: Operations, condition: z.string().optional() }),
]);
export type Patch = z.infer<typeof Patch>;

/** @param keyPaths partition key paths, which a patch may not touch. @throws CosmosError 400 */
export function parsePatch(body: unknown, keyPaths: readonly string[]): Patch {
  const parsed = Patch.safeParse(body);
  if (!parsed.success) throw badRequest(`Invalid patch request: ${z.prettifyError(parsed.error)}`);
  for (const operation of parsed.data.operations) {
    for (const path of 'from' in operation ? [operation.path, operation.from] : [operation.path]) {
      checkPath(path, keyPaths);
    }
  }
  return parsed.data;
}

function checkPath(path: string, keyPaths: readonly string[]): void {
  const [first = ''] = parsePointer(path);
  if (first === 'id' || SYSTEM_PROPERTIES.has(first)) throw badRequest(`System property ${path} cannot be patched.`);
  if (keyPaths.some((key) => key === path || key.startsWith(`${path}/`))) {
    throw badRequest(`Partition key ${path} cannot be patched.`);
  }
}
