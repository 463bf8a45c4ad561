import rhea from 'rhea';
import * as z from 'zod';
import { tokenOfTag } from '../amqp/lockTokens.js';
import { dataSections, descriptionOf, splitSections } from '../message/sections.js';

/** A message as a Service Bus trigger sees it. */
export interface ReceivedMessage {
  /** The data section's bytes; text for a message whose body is an AMQP value. */
  readonly body: Uint8Array;
  readonly messageId?: string;
  readonly sessionId?: string;
  readonly subject?: string;
  readonly contentType?: string;
  readonly correlationId?: string;
  readonly to?: string;
  readonly replyTo?: string;
  readonly replyToSessionId?: string;
  readonly partitionKey?: string;
  readonly deadLetterSource?: string;
  /** 1 on the first delivery, as in the .NET client. */
  readonly deliveryCount: number;
  readonly sequenceNumber: number;
  readonly lockToken: string;
  readonly enqueuedAt: Date;
  readonly expiresAt: Date;
  readonly applicationProperties: Readonly<Record<string, unknown>>;
}

/** A message in the listener's hands. */
export interface Received {
  readonly message: ReceivedMessage;
  /** Milliseconds since 1970. */
  readonly lockedUntil: number;
}

/** What .NET says of a message that never expires. */
const NEVER = new Date('9999-12-31T23:59:59.999Z');

const text = z
  .unknown()
  .transform((value) => (value === undefined || value === null ? undefined : String(value)))
  .optional();

const Description = z.object({
  delivery_count: z.number().default(0),
  ttl: z.number().optional(),
  message_id: text,
  group_id: text,
  subject: text,
  content_type: text,
  correlation_id: text,
  to: text,
  reply_to: text,
  reply_to_group_id: text,
  message_annotations: z.object({
    'x-opt-sequence-number': z.number(),
    'x-opt-enqueued-time': z.date(),
    'x-opt-locked-until': z.date(),
    'x-opt-partition-key': z.string().optional(),
    'x-opt-deadletter-source': z.string().optional(),
  }),
  application_properties: z.record(z.string(), z.unknown()).default({}),
});

/** Reads a delivery. @throws where it is none of a Service Bus */
export function readMessage(encoded: Buffer, tag: Buffer): Received {
  const sections = splitSections(encoded);
  const description = Description.parse({ ...rhea.message.decode(descriptionOf(encoded, sections)) });
  const annotations = description.message_annotations;
  const enqueuedAt = annotations['x-opt-enqueued-time'];
  const named = {
    messageId: description.message_id,
    sessionId: description.group_id,
    subject: description.subject,
    contentType: description.content_type,
    correlationId: description.correlation_id,
    to: description.to,
    replyTo: description.reply_to,
    replyToSessionId: description.reply_to_group_id,
    partitionKey: annotations['x-opt-partition-key'],
    deadLetterSource: annotations['x-opt-deadletter-source'],
  };
  const known = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return {
    lockedUntil: annotations['x-opt-locked-until'].getTime(),
    message: {
      ...known,
      body: bodyOf(sections.body),
      deliveryCount: description.delivery_count + 1,
      sequenceNumber: annotations['x-opt-sequence-number'],
      lockToken: tokenOfTag(tag),
      enqueuedAt,
      expiresAt: description.ttl === undefined ? NEVER : new Date(enqueuedAt.getTime() + description.ttl),
      applicationProperties: description.application_properties,
    },
  };
}

function bodyOf(body: Buffer): Uint8Array {
  const data = dataSections(body);
  if (data.length > 0) return data.length === 1 && data[0] ? data[0] : Buffer.concat(data);
  const { body: value } = rhea.message.decode(body);
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value?.content ?? value ?? null));
}
