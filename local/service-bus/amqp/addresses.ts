/** What a link's address means. Names are case-insensitive. */
export interface Address {
  /** In lower case. */
  readonly entityPath: string;
  readonly node: 'entity' | 'management' | 'cbs';
}

/** Reads a link's address: `queue`, `topic`, `topic/Subscriptions/name`, `…/$DeadLetterQueue`, `…/$management`, `$cbs`. */
export function parseAddress(text: string): Address {
  const path = text
    .replace(/^amqps?:\/\/[^/]*/i, '')
    .replace(/^\//, '')
    .toLowerCase();
  if (path === '$cbs') return { entityPath: '', node: 'cbs' };
  const [, managed] = /^(.*)\/\$management$/.exec(path) ?? [];
  return managed === undefined ? { entityPath: path, node: 'entity' } : { entityPath: managed, node: 'management' };
}
