import { valueEnd } from './values.js';

/** Descriptors of a message's sections, in the order of the wire (AMQP 1.0, part 3.2). */
const HEADER = 0x70;
const MESSAGE_ANNOTATIONS = 0x72;
const PROPERTIES = 0x73;
const APPLICATION_PROPERTIES = 0x74;

/** An encoded message in its parts; each is the section's value without its descriptor. */
export interface Sections {
  readonly annotations: Buffer | undefined;
  readonly properties: Buffer | undefined;
  readonly applicationProperties: Buffer | undefined;
  /** Body sections and footer, with their descriptors. */
  readonly body: Buffer;
  /** How many bytes come before the body. */
  readonly bodyOffset: number;
}

/** Cuts an encoded message. @throws RangeError where it is none. */
export function splitSections(encoded: Buffer): Sections {
  const found = new Map<number, Buffer>();
  let offset = 0;
  while (offset < encoded.length) {
    const descriptor = descriptorAt(encoded, offset);
    if (descriptor > APPLICATION_PROPERTIES) break;
    const value = valueEnd(encoded, offset + 1);
    const end = valueEnd(encoded, value);
    found.set(descriptor, encoded.subarray(value, end));
    offset = end;
  }
  return {
    annotations: found.get(MESSAGE_ANNOTATIONS),
    properties: found.get(PROPERTIES),
    applicationProperties: found.get(APPLICATION_PROPERTIES),
    body: encoded.subarray(offset),
    bodyOffset: offset,
  };
}

/** The values of all data sections of a body, without their own headers. */
export function dataSections(encoded: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const { body } = splitSections(encoded);
  for (let offset = 0; offset < body.length; ) {
    const value = valueEnd(body, offset + 1);
    const end = valueEnd(body, value);
    if (descriptorAt(body, offset) === 0x75) found.push(body.subarray(value + (body[value] === 0xa0 ? 2 : 5), end));
    offset = end;
  }
  return found;
}

function descriptorAt(encoded: Buffer, offset: number): number {
  if (encoded.readUInt8(offset) !== 0x00) throw new RangeError('AMQP section expected');
  const code = encoded.readUInt8(offset + 1);
  if (code === 0x53) return encoded.readUInt8(offset + 2);
  if (code === 0x80) return Number(encoded.readBigUInt64BE(offset + 2));
  throw new RangeError('AMQP section without numeric descriptor');
}

const section = (descriptor: number, value: Buffer | undefined): Buffer[] =>
  value ? [Buffer.of(0x00, 0x53, descriptor), value] : [];

export const headerSection = (value: Buffer): Buffer[] => section(HEADER, value);
export const annotationsSection = (value: Buffer): Buffer[] => section(MESSAGE_ANNOTATIONS, value);

/** What a sender's message consists of beside header and annotations; the broker hands it on as it came. */
export const contentOf = (
  parts: Pick<Sections, 'properties' | 'applicationProperties' | 'body'>,
): Uint8Array<ArrayBuffer> =>
  // A copy of its own: a view would keep the whole chunk that came from the network, and be stored with it.
  Uint8Array.from(
    Buffer.concat([
      ...section(PROPERTIES, parts.properties),
      ...section(APPLICATION_PROPERTIES, parts.applicationProperties),
      parts.body,
    ]),
  );

/** The sections before the body that describe the message, ready for a decoder. */
export const descriptionOf = (encoded: Buffer, { bodyOffset }: Sections): Buffer => encoded.subarray(0, bodyOffset);
