/** Lock tokens travel as delivery tags in the byte order of a .NET GUID: the first three groups are reversed. */

const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

const swap = (bytes: Buffer): Buffer => Buffer.from(GUID_ORDER.map((at) => bytes[at] ?? 0));

const uuid = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A uuid's bytes as it is printed. */
export const uuidBytes = (token: string): Buffer => Buffer.from(token.replaceAll('-', ''), 'hex');

export const tagOf = (token: string): Buffer => swap(uuidBytes(token));

/** @param tag a delivery tag that `tagOf` made */
export const tokenOfTag = (tag: Buffer): string => uuid(swap(tag));

/** @param bytes a uuid as management requests carry it */
export const tokenOfUuid = (bytes: Buffer): string => uuid(bytes);
