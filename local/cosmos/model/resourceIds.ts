/** A resource id is base64 with `-` for `/`, because it stands in paths. */
const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('/', '-');
const bytesOf = (rid: string) => Buffer.from(rid.replaceAll('-', '/'), 'base64');

/** Set in a container's half of its id, where a user's id has it clear. */
const CONTAINER_BIT = 0x80;

/** 4 bytes. */
export function databaseRid(number: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return text(bytes);
}

/** 8 bytes, the first 4 are the database's. Never used twice, so that a recreated container is another one. */
export function containerRid(database: string, number: number): string {
  const bytes = Buffer.alloc(8);
  bytesOf(database).copy(bytes);
  bytes.writeUInt32BE(number, 4);
  bytes.writeUInt8(bytes.readUInt8(4) | CONTAINER_BIT, 4);
  return text(bytes);
}

/** 16 bytes, the first 8 are the container's; `number` counts its items from 1. */
export function itemRid(container: string, number: number): string {
  const bytes = Buffer.alloc(16);
  bytesOf(container).copy(bytes);
  bytes.writeUInt32LE(number % 2 ** 32, 8);
  bytes.writeUInt32LE(Math.floor(number / 2 ** 32), 12);
  return text(bytes);
}

/** A version: quoted, as HTTP wants it, and new with every write of a source (a container, or the account). */
export const entityTag = (source: number, write: number) =>
  `"${source.toString(16).padStart(8, '0')}-0000-0000-0000-${write.toString(16).padStart(12, '0')}"`;
