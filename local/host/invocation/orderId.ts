const ORDER_ID = /"orderId"\s*:\s*"([^"\\]{1,200})"/;

/** Enough of a body to find an id in, little enough to search on every call. */
const SEARCHED_BYTES = 4_096;

/** The first order id in a JSON text, for the log. */
export function orderIdIn(json: string | Uint8Array | undefined): string | undefined {
  if (json === undefined || json.length === 0) return undefined;
  const start = json.slice(0, SEARCHED_BYTES);
  const text =
    typeof start === 'string' ? start : Buffer.from(start.buffer, start.byteOffset, start.length).toString('utf8');
  return ORDER_ID.exec(text)?.[1];
}
