import type { ReceivedMessage } from '../../service-bus/listener.js';
import type { TypedData } from '../app/programmingModel.js';
import { textData } from '../app/textData.js';

type Metadata = Record<string, TypedData>;

function asJson(value: unknown): TypedData {
  // Application properties may be 64-bit integers, which JSON has no other way to write.
  return { json: JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? Number(inner) : inner)) };
}

/** What the extension tells of a message. The library lower-cases the first letter of every key, inner ones too. */
function ownMetadata(message: ReceivedMessage): Metadata {
  const texts = {
    MessageId: message.messageId,
    SessionId: message.sessionId,
    Subject: message.subject,
    Label: message.subject,
    ContentType: message.contentType,
    CorrelationId: message.correlationId,
    To: message.to,
    ReplyTo: message.replyTo,
    ReplyToSessionId: message.replyToSessionId,
    PartitionKey: message.partitionKey,
    DeadLetterSource: message.deadLetterSource,
    LockToken: message.lockToken,
  };
  const metadata: Metadata = {
    DeliveryCount: asJson(message.deliveryCount),
    SequenceNumber: asJson(message.sequenceNumber),
    EnqueuedTimeUtc: asJson(message.enqueuedAt),
    EnqueuedTime: asJson(message.enqueuedAt),
    ExpiresAtUtc: asJson(message.expiresAt),
    ExpiresAt: asJson(message.expiresAt),
    ApplicationProperties: asJson(message.applicationProperties),
    UserProperties: asJson(message.applicationProperties),
  };
  for (const [key, text] of Object.entries(texts)) if (text !== undefined) metadata[key] = textData(text);
  return metadata;
}

function parsedObject(body: Uint8Array): Record<string, unknown> | undefined {
  if (body[0] !== 0x7b /* { */) return undefined;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/**
 * The trigger metadata of a message. As on Azure, what stands at the top of a JSON body (lists apart) leaks into it and
 * hides system values of the same name: a body with `messageId` hides the message's own.
 */
export function messageMetadata(message: ReceivedMessage): Metadata {
  const metadata = ownMetadata(message);
  const body = parsedObject(message.body);
  if (!body) return metadata;
  const known = new Map(Object.keys(metadata).map((key) => [key.toLowerCase(), key]));
  for (const [name, value] of Object.entries(body)) {
    if (value === null || Array.isArray(value)) continue;
    metadata[known.get(name.toLowerCase()) ?? name] =
      typeof value === 'object' ? asJson(value) : textData(String(value));
  }
  return metadata;
}
