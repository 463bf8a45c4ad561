/** Azure limit, in characters of JSON: the item that goes beyond it is the last of its page. */
const MAX_LENGTH = 4 * 1024 * 1024;

/** Whether a page takes no more items: it has as many as were asked for, or is as long as a page may be. */
export function isFullPage(items: number, length: number, pageSize: number): boolean {
  return items >= pageSize || length > MAX_LENGTH;
}
