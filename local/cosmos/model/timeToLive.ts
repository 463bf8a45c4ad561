import type { ContainerDefinition } from './containerDefinition.js';
import type { Item } from './item.js';

const NEVER = -1;

/**
 * When an item expires, in milliseconds since 1970; undefined where it does not. An item's own `ttl` counts only where
 * the container has a `defaultTtl`: -1 turns it on without expiring anything by itself.
 */
export function expiryOf({ ttl: own, timestamp }: Item, { defaultTtl }: ContainerDefinition): number | undefined {
  if (defaultTtl === undefined) return undefined;
  const ttl = own ?? defaultTtl;
  return ttl === NEVER ? undefined : (timestamp + ttl) * 1000;
}
