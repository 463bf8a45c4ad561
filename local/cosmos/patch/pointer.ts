import { badRequest } from '../http/cosmosError.js';

/** The names in a JSON pointer (RFC 6901) to something below the root. @throws CosmosError 400 */
export function parsePointer(path: string): readonly string[] {
  if (!path.startsWith('/') || path.length === 1) throw badRequest(`Invalid patch path '${path}'.`);
  return path
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
