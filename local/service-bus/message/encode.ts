/** Encoders for the few AMQP types that the broker itself writes into a message. */

export const NULL = Buffer.of(0x40);

const text = (narrow: number, wide: number, value: string): Buffer => {
  const bytes = Buffer.from(value);
  if (bytes.length < 256) return Buffer.concat([Buffer.of(narrow, bytes.length), bytes]);
  const head = Buffer.alloc(5);
  head.writeUInt8(wide, 0);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
};

export const string = (value: string): Buffer => text(0xa1, 0xb1, value);
export const symbol = (value: string): Buffer => text(0xa3, 0xb3, value);

const eightBytes = (code: number, value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(9);
  bytes.writeUInt8(code, 0);
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
};

export const long = (value: number): Buffer => eightBytes(0x81, value);
/** @param ms milliseconds since 1970 */
export const timestamp = (ms: number): Buffer => eightBytes(0x83, ms);

const fourBytes = (code: number, value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(5);
  bytes.writeUInt8(code, 0);
  bytes.writeUInt32BE(value >>> 0, 1);
  return bytes;
};

export const uint = (value: number): Buffer => fourBytes(0x70, value);
export const int = (value: number): Buffer => fourBytes(0x71, value);
const boolean = (value: boolean): Buffer => Buffer.of(value ? 0x41 : 0x42);

const double = (value: number): Buffer => {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt8(0x82, 0);
  bytes.writeDoubleBE(value, 1);
  return bytes;
};

/** An application property's value, whose AMQP type is not known any more. Anything odd is written as its text. */
export function anyValue(value: unknown): Buffer {
  if (value === null || value === undefined) return NULL;
  if (typeof value === 'boolean') return boolean(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? long(value) : double(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return timestamp(value.getTime());
  return string(String(value));
}
