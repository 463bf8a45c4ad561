import { badRequest } from './cosmosError.js';

/** What a request is about, from its path. */
export interface Address {
  /** The path with `*` for every name, so `dbs/x` becomes `dbs/` and a star: what the routes go by. */
  readonly shape: string;
  /** What the signature calls the kind of resource. */
  readonly resourceType: string;
  /** What the signature calls the resource. */
  readonly resourceId: string;
  readonly database: string;
  readonly container: string;
  readonly item: string;
}

const trimSlashes = (path: string) => path.replace(/^\/+|\/+$/g, '');

/**
 * Reads a path. There is no query string in this protocol: a `?` belongs to an item's id.
 *
 * @throws CosmosError 400
 */
export function parseAddress(url: string): Address {
  const path = decode(trimSlashes(url));
  if (path === '') return { shape: '', resourceType: '', resourceId: '', database: '', container: '', item: '' };
  const segments = path.split('/');
  const [, database = '', , container = '', , item = ''] = segments;
  const shape = segments.map((segment, index) => (index % 2 === 0 ? segment : '*')).join('/');
  return { shape, ...signedAs(segments), database, container, item };
}

/** A list is signed by its parent, an operation on a container by the container, everything else by itself. */
function signedAs(segments: readonly string[]): Pick<Address, 'resourceType' | 'resourceId'> {
  if (segments[4] === 'operations') return signedAs(segments.slice(0, 4));
  const isList = segments.length % 2 === 1;
  return {
    resourceType: segments.at(isList ? -1 : -2) ?? '',
    resourceId: (isList ? segments.slice(0, -1) : segments).join('/'),
  };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest(`The path ${path} is not valid.`);
  }
}
