/**
 * AMQP 1.0 values at the level of bytes. The broker keeps messages as they came, so it has to cut them into sections
 * and change single map entries without decoding the rest: decoding would lose types (a long would come back as uint).
 */

const DESCRIBED = 0x00;
const LIST32 = 0xd0;
const MAP32 = 0xd1;

/** Where the value that begins at `offset` ends. @throws RangeError where the bytes are cut short or no AMQP type. */
export function valueEnd(bytes: Buffer, offset: number): number {
  const code = bytes.readUInt8(offset);
  if (code === DESCRIBED) return valueEnd(bytes, valueEnd(bytes, offset + 1));
  const end = offset + 1 + payloadLength(bytes, code, offset + 1);
  if (end > bytes.length) throw new RangeError('AMQP value is cut short');
  return end;
}

/** The high half of a type code says how long its values are (AMQP 1.0, part 1.2). */
function payloadLength(bytes: Buffer, code: number, at: number): number {
  switch (code >> 4) {
    case 0x4:
      return 0;
    case 0x5:
      return 1;
    case 0x6:
      return 2;
    case 0x7:
      return 4;
    case 0x8:
      return 8;
    case 0x9:
      return 16;
    case 0xa:
    case 0xc:
    case 0xe:
      return 1 + bytes.readUInt8(at);
    case 0xb:
    case 0xd:
    case 0xf:
      return 4 + bytes.readUInt32BE(at);
    default:
      throw new RangeError(`0x${code.toString(16)} is no AMQP type`);
  }
}

/** The encoded items of a list or map; a map's are key, value, key, value… */
export function items(compound: Buffer): Buffer[] {
  const code = compound.readUInt8(0);
  if (code === 0x45) return []; // list0
  const wide = code >> 4 === 0xd;
  if (!wide && code >> 4 !== 0xc) throw new RangeError('AMQP list or map expected');
  const count = wide ? compound.readUInt32BE(5) : compound.readUInt8(2);
  const found: Buffer[] = [];
  let offset = wide ? 9 : 3;
  while (found.length < count) {
    const end = valueEnd(compound, offset);
    found.push(compound.subarray(offset, end));
    offset = end;
  }
  return found;
}

const compound = (code: number, encoded: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(9);
  head.writeUInt8(code, 0);
  head.writeUInt32BE(
    encoded.reduce((sum, item) => sum + item.length, 4),
    1,
  );
  head.writeUInt32BE(encoded.length, 5);
  return Buffer.concat([head, ...encoded]);
};

export const list = (encoded: readonly Buffer[]): Buffer => compound(LIST32, encoded);
/** @param encoded key, value, key, value… */
export const map = (encoded: readonly Buffer[]): Buffer => compound(MAP32, encoded);

/** The text of an encoded string or symbol; undefined for every other type. */
export function textOf(value: Buffer): string | undefined {
  const code = value.readUInt8(0);
  if (code === 0xa1 || code === 0xa3) return value.toString('utf8', 2);
  if (code === 0xb1 || code === 0xb3) return value.toString('utf8', 5);
  return undefined;
}

/** A copy of `encodedMap` (none: an empty one) in which the given entries replace those of the same name. */
export function withEntries(
  encodedMap: Buffer | undefined,
  entries: readonly (readonly [name: string, value: Buffer])[],
  encodeName: (name: string) => Buffer,
): Buffer {
  const replaced = new Set(entries.map(([name]) => name));
  const kept: Buffer[] = [];
  const old = encodedMap ? items(encodedMap) : [];
  for (let at = 0; at + 1 < old.length; at += 2) {
    const [name, value] = [old[at], old[at + 1]];
    if (name && value && !replaced.has(textOf(name) ?? '')) kept.push(name, value);
  }
  return map([...kept, ...entries.flatMap(([name, value]) => [encodeName(name), value])]);
}
