import { randomBytes } from 'node:crypto';
import rhea from 'rhea';
import * as z from 'zod';
import { NULL, string } from './encode.js';
import { contentOf, descriptionOf, splitSections } from './sections.js';
import { items, list } from './values.js';

/** A message as somebody sent it, before an entity has taken it. */
export interface Draft {
  readonly messageId: string;
  readonly sessionId: string | undefined;
  /** Time to live in milliseconds; undefined: as long as the entity allows. */
  readonly ttl: number | undefined;
  /** When it is to become visible, in milliseconds since 1970; undefined: at once. */
  readonly scheduledFor: number | undefined;
  /** The sender's message annotations, an encoded map. */
  readonly annotations: Uint8Array | undefined;
  /** Properties, application properties and body, encoded, as they came. */
  readonly content: Uint8Array;
}

/** AMQP lets ids be strings, ulongs, uuids or binary. */
const Id = z.union([
  z.string(),
  z.number().transform(String),
  z.instanceof(Buffer).transform((id) => id.toString('hex')),
]);

const Description = z.object({
  ttl: z.number().optional(),
  message_annotations: z.object({ 'x-opt-scheduled-enqueue-time': z.date().optional() }).optional(),
  message_id: Id.optional(),
  group_id: z.string().optional(),
});

/** Reads an encoded message. @throws where it is not one. */
export function readDraft(encoded: Buffer): Draft {
  const sections = splitSections(encoded);
  const description = Description.parse(rhea.message.decode(descriptionOf(encoded, sections)));
  const messageId = description.message_id || randomBytes(16).toString('hex');
  // The SDK cannot settle a message that has no id.
  const properties = description.message_id ? sections.properties : withMessageId(sections.properties, messageId);
  return {
    messageId,
    sessionId: description.group_id,
    ttl: description.ttl,
    scheduledFor: description.message_annotations?.['x-opt-scheduled-enqueue-time']?.getTime(),
    annotations: sections.annotations && Uint8Array.from(sections.annotations),
    content: contentOf({ ...sections, properties }),
  };
}

function withMessageId(properties: Buffer | undefined, messageId: string): Buffer {
  const [, ...rest] = properties ? items(properties) : [NULL];
  return list([string(messageId), ...rest]);
}
